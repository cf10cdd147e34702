package org.showtell.encoder.weights;

import java.nio.ByteBuffer;

/** The number formats of a safetensors file that are read as floats. */
public enum TensorType {
  /** IEEE 754 binary64, narrowed when read. */
  F64(8),
  F32(4),
  F16(2),
  /** The upper half of a binary32. */
  BF16(2),
  I8(1);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }

  private float read(ByteBuffer in) {
    return switch (this) {
      case F64 -> (float) in.getDouble();
      case F32 -> in.getFloat();
      case F16 -> HalfFloat.toFloat(in.getShort());
      case BF16 -> Float.intBitsToFloat(in.getShort() << 16);
      case I8 -> in.get();
    };
  }

  /**
   * Reads the rest of a buffer, in its byte order, into the beginning of {@code target}.
   *
   * @return how many numbers there were
   */
  public int read(ByteBuffer in, float[] target) {
    int count = in.remaining() / bytes;
    if (this == F32) {
      in.asFloatBuffer().get(target, 0, count);
      in.position(in.position() + count * bytes);
    } else {
      for (int i = 0; i < count; i++) {
        target[i] = read(in);
      }
    }
    return count;
  }
}
