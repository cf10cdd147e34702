package org.showtell.app.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.decoder.VisualMemory;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.training.TrainableEncoder;
import org.showtell.nn.tensor.HostFloats;

/**
 * One pass of an encoder that learns over a batch of pictures, each with several questions or
 * captions that all ride on it: what they see is copied to each, and a picture's gradient is the
 * sum of theirs.
 */
public final class SharedEncoderPass {
  private final TrainableEncoder encoder;
  private final int[] rows; // of each question or caption, its picture
  private final float[] seen; // [pictures*L*D]
  private final long[] shape; // [pictures*L, D]
  private final int positions;

  /**
   * Looks at the pictures.
   *
   * @param rows of each question or caption, its picture's place in the batch
   */
  public SharedEncoderPass(EncoderParameters weights, PixelBatch pictures, int[] rows) {
    this.rows = rows;
    encoder = weights.current();
    INDArray grids = encoder.forward(pictures, true);
    weights.keepStatistics();
    seen = HostFloats.copy(grids);
    shape = grids.shape();
    positions = (int) grids.size(0) / pictures.batch();
  }

  /** L. */
  public int positions() {
    return positions;
  }

  private int size() {
    return (int) shape[1];
  }

  /** What each row sees, [rows*L*D]. */
  public float[] grids() {
    int length = positions * size();
    float[] memory = new float[rows.length * length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(seen, rows[row] * length, memory, row * length, length);
    }
    return memory;
  }

  /** The mean over the positions of what each row sees, [rows*D]. */
  public float[] vectors() {
    int size = size();
    int pictures = (int) shape[0] / positions;
    float[] means = new VisualMemory(pictures, positions, size, seen).mean().values();
    float[] memory = new float[rows.length * size];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(means, rows[row] * size, memory, row * size, size);
    }
    return memory;
  }

  /** From the gradient by {@link #grids}, [rows*L*D], to the encoder's weights. */
  public void backward(float[] gradient) {
    int length = positions * size();
    float[] sum = new float[seen.length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < length; i++) {
        sum[rows[row] * length + i] += gradient[row * length + i];
      }
    }
    toEncoder(sum);
  }

  /** From the gradient by {@link #vectors}, [rows*D], to the encoder's weights. */
  public void backwardVectors(float[] gradient) {
    int size = size();
    float[] means = new float[seen.length / positions];
    for (int i = 0; i < gradient.length; i++) {
      means[rows[i / size] * size + i % size] += gradient[i] / positions;
    }
    float[] sum = new float[seen.length];
    for (int position = 0; position < sum.length / size; position++) {
      System.arraycopy(means, position / positions * size, sum, position * size, size);
    }
    toEncoder(sum);
  }

  private void toEncoder(float[] sum) {
    try (INDArray flat = Nd4j.createFromArray(sum)) {
      encoder.backward(flat.reshape('c', shape));
    }
  }
}
