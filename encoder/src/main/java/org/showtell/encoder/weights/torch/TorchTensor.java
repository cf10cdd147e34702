package org.showtell.encoder.weights.torch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.showtell.encoder.weights.ModelFileException;
import org.showtell.encoder.weights.StoredTensor;
import org.showtell.encoder.weights.StoredTensor.FloatSink;
import org.showtell.encoder.weights.TensorType;
import org.showtell.encoder.weights.torch.TorchFile.Container;

/** A view of a storage, read when asked for. */
final class TorchTensor implements StoredTensor {
  private static final int CHUNK_BYTES = 1 << 16;

  /**
   * Of a view with gaps: how many numbers may lie between its first and last, relative to its own.
   */
  private static final int MAX_SPREAD = 4;

  private final String file;
  private final String name;
  private final TensorView view;
  private final Container source;

  TorchTensor(String file, String name, TensorView view, Container source) {
    this.file = file;
    this.name = name;
    this.view = view;
    this.source = source;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Integer> shape() {
    return view.shape();
  }

  @Override
  public void read(FloatSink sink) throws IOException {
    if (view.isContiguous()) {
      stream(view.length(), sink);
      return;
    }
    if (view.extent() > (long) MAX_SPREAD * view.length()) {
      throw broken(
          "the numbers of '" + name + "' must lie together",
          view.length() + " of them spread over " + view.extent());
    }
    float[] extent = new float[Math.toIntExact(view.extent())];
    int[] filled = {0};
    stream(
        extent.length,
        (piece, count) -> {
          System.arraycopy(piece, 0, extent, filled[0], count);
          filled[0] += count;
        });
    sink.accept(gathered(extent), view.length());
  }

  private ModelFileException broken(String rule, Object found) {
    return new ModelFileException(file, rule, found);
  }

  private float[] gathered(float[] extent) {
    float[] values = new float[view.length()];
    int[] index = new int[view.shape().size()];
    for (int i = 0; i < values.length; i++) {
      int at = 0;
      for (int d = 0; d < index.length; d++) {
        at += (int) (index[d] * view.strides().get(d));
      }
      values[i] = extent[at];
      for (int d = index.length - 1; d >= 0 && ++index[d] == view.shape().get(d); d--) {
        index[d] = 0;
      }
    }
    return values;
  }

  private void stream(long count, FloatSink sink) throws IOException {
    TensorType type =
        view.storage()
            .type()
            .readable()
            .orElseThrow(() -> broken("'" + name + "' must hold real numbers", "integers"));
    byte[] bytes = new byte[CHUNK_BYTES];
    float[] piece = new float[CHUNK_BYTES / type.bytes()];
    try (InputStream in = source.open(view.storage())) {
      in.skipNBytes(view.offset() * type.bytes());
      for (long left = count * type.bytes(); left > 0; ) {
        int length = (int) Math.min(left, bytes.length);
        if (in.readNBytes(bytes, 0, length) < length) {
          throw new EOFException();
        }
        int read = type.read(ByteBuffer.wrap(bytes, 0, length).order(source.order()), piece);
        sink.accept(piece, read);
        left -= length;
      }
    } catch (EOFException e) {
      throw broken("'" + name + "' must be whole", "the file's end before its last number");
    }
  }
}
