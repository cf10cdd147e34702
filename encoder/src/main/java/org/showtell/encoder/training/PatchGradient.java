package org.showtell.encoder.training;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A kernel's gradient: the 3x3 surroundings of all pixels, as a matrix, times the gradient of the
 * map. For the first kernel {@code conv2d_bp} would also work out the gradient by the pixels, which
 * nobody wants and which with three channels takes ten times as long as this.
 */
final class PatchGradient implements Runnable {
  /** More at once do not stay in the cache. */
  private static final int PIECE = 4;

  private static final int KERNEL = 3;

  private final MapShape shape;
  private final INDArray pixels;
  private final int channels;
  private final INDArray patches;
  private final INDArray result;
  private final List<CustomOp> products = new ArrayList<>();

  /**
   * @param pixels [B,H,W,in] of floats
   * @param map [B,H,W,out], its gradient when {@link #run()} is called
   * @param patches memory of {@link #patches}
   * @param result [3,3,in,out], written
   */
  PatchGradient(MapShape shape, INDArray pixels, INDArray map, INDArray patches, INDArray result) {
    this.shape = shape;
    this.pixels = pixels;
    this.channels = (int) pixels.size(3);
    this.result = result;
    this.patches = patches;
    int length = KERNEL * KERNEL * channels;
    long perPhoto = (long) shape.height() * shape.width();
    INDArray flat = matrix(result, 0, length, shape.channels());
    for (int first = 0; first < shape.photos(); first += PIECE) {
      long rows = Math.min(PIECE, shape.photos() - first) * perPhoto;
      products.add(
          DynamicCustomOp.builder("matmul")
              .addInputs(
                  matrix(patches, 0, rows, length),
                  matrix(map, first * perPhoto * shape.channels(), rows, shape.channels()))
              .addOutputs(flat)
              .addIntegerArguments(1, 0)
              .addFloatingPointArguments(1.0, 1.0)
              .build());
    }
  }

  /** Shape of the memory it works in, for pixels with so many channels. */
  static long[] patches(MapShape shape, int channels) {
    long photos = Math.min(PIECE, shape.photos());
    return new long[] {photos * shape.height() * shape.width(), KERNEL * KERNEL * channels};
  }

  private static INDArray matrix(INDArray array, long offset, long rows, long columns) {
    return Nd4j.create(
        array.data(), new long[] {rows, columns}, new long[] {columns, 1}, offset, 'c');
  }

  @Override
  public void run() {
    result.assign(0);
    for (int piece = 0; piece < products.size(); piece++) {
      int first = piece * PIECE;
      int photos = Math.min(PIECE, shape.photos() - first);
      FloatBuffer in = pixels.data().asNioFloat();
      FloatBuffer out = patches.data().asNioFloat();
      IntStream.range(0, photos * shape.height())
          .parallel()
          .forEach(row -> fill(in, first + row / shape.height(), row % shape.height(), out, row));
      Nd4j.getExecutioner().exec(products.get(piece));
    }
  }

  /** The surroundings of one row's pixels; beyond the edge is 0. */
  private void fill(FloatBuffer in, int photo, int h, FloatBuffer out, int row) {
    int line = shape.width() * channels;
    int side = KERNEL * channels;
    float[] padded = new float[line + 2 * channels];
    float[] rows = new float[shape.width() * KERNEL * side];
    for (int k = 0; k < KERNEL; k++) {
      int y = h + k - 1;
      if (y >= 0 && y < shape.height()) {
        in.get((photo * shape.height() + y) * line, padded, channels, line);
        for (int w = 0; w < shape.width(); w++) {
          System.arraycopy(padded, w * channels, rows, (w * KERNEL + k) * side, side);
        }
      }
    }
    out.put(row * rows.length, rows);
  }
}
