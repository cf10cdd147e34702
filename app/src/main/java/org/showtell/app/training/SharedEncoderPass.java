package org.showtell.app.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.decoder.VisualMemory;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.training.TrainableEncoder;
import org.showtell.nn.tensor.HostFloats;

/**
 * One pass of a trainable encoder over a batch of images, each with several questions or captions:
 * its features are copied to each of these rows, and an image's gradient is the sum of theirs.
 */
public final class SharedEncoderPass {
  private final TrainableEncoder encoder;
  private final int[] rows; // of each question or caption, its image in the batch
  private final float[] features; // [images*L*D]
  private final long[] shape; // [images*L, D]
  private final int positions;
  private final int size;

  SharedEncoderPass(EncoderParameters weights, PixelBatch images, int[] rows) {
    this.rows = rows;
    encoder = weights.current();
    INDArray grids = encoder.forward(images, true);
    weights.keepStatistics();
    features = HostFloats.copy(grids);
    shape = grids.shape();
    positions = (int) grids.size(0) / images.batch();
    size = (int) shape[1];
  }

  /** L. */
  public int positions() {
    return positions;
  }

  /** Each row's grid, [rows*L*D]. */
  public float[] grids() {
    return repeated(features, positions * size);
  }

  /** Each row's vector, the mean over the positions, [rows*D]. */
  public float[] vectors() {
    int images = (int) shape[0] / positions;
    return repeated(new VisualMemory(images, positions, size, features).mean().values(), size);
  }

  private float[] repeated(float[] ofImages, int length) {
    float[] all = new float[rows.length * length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(ofImages, rows[row] * length, all, row * length, length);
    }
    return all;
  }

  /** From the gradient by {@link #grids}, [rows*L*D], to the encoder's weights. */
  public void backward(float[] gradient) {
    int length = positions * size;
    float[] sum = new float[features.length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < length; i++) {
        sum[rows[row] * length + i] += gradient[row * length + i];
      }
    }
    backwardImages(sum);
  }

  /** From the gradient by {@link #vectors}, [rows*D], to the encoder's weights. */
  public void backwardVectors(float[] gradient) {
    float[] means = new float[features.length / positions];
    for (int i = 0; i < gradient.length; i++) {
      means[rows[i / size] * size + i % size] += gradient[i] / positions;
    }
    float[] sum = new float[features.length];
    for (int position = 0; position < sum.length / size; position++) {
      System.arraycopy(means, position / positions * size, sum, position * size, size);
    }
    backwardImages(sum);
  }

  private void backwardImages(float[] gradient) {
    try (INDArray flat = Nd4j.createFromArray(gradient)) {
      encoder.backward(flat.reshape('c', shape));
    }
  }
}
