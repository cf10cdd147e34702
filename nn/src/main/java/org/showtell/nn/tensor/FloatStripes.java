package org.showtell.nn.tensor;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Walks through long arrays of equal length together, stripe by stripe on Java's heap: a formula
 * over five of them reads each number from memory once. As operations of ND4J it would read them
 * once for every sign, and memory is what such a formula waits for.
 */
public final class FloatStripes {
  /** Numbers of a stripe: five of them fit the first cache of a processor. */
  public static final int LENGTH = 1024;

  private static final int PART = 128; // stripes that are worth a thread

  private FloatStripes() {}

  /** What is done with a stripe of each array. */
  @FunctionalInterface
  public interface Work {
    /**
     * Reads the stripes and overwrites those that are written back; on several threads at once.
     *
     * @param stripes of each array, {@link #LENGTH} numbers; the last one's rest is zeros
     * @param number of the stripe, from 0
     */
    void on(float[][] stripes, int number);
  }

  /** Whether an array can be walked: floats that lie in the processor's own memory. */
  public static boolean suit(INDArray array) {
    return array.dataType() == DataType.FLOAT && Nd4j.getEnvironment().isCPU();
  }

  /**
   * Walks through all numbers, in parts on ND4J's number of threads.
   *
   * @param written how many of the arrays, the first ones, receive their stripes back
   * @param arrays contiguous floats of equal length
   */
  public static void walk(int written, Work work, INDArray... arrays) {
    int length = (int) arrays[0].length();
    Parts.run(
        count(arrays[0]),
        PART,
        (from, to) -> walk(written, work, arrays, from * LENGTH, Math.min(length, to * LENGTH)));
  }

  /** Number of stripes of an array. */
  public static int count(INDArray array) {
    return (int) ((array.length() + LENGTH - 1) / LENGTH);
  }

  private static void walk(int written, Work work, INDArray[] arrays, int from, int to) {
    FloatBuffer[] buffers = new FloatBuffer[arrays.length];
    int[] starts = new int[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      buffers[i] = arrays[i].data().asNioFloat();
      starts[i] = buffers[i].position();
    }
    float[][] stripes = new float[arrays.length][LENGTH];
    for (int at = from; at < to; at += LENGTH) {
      int length = Math.min(LENGTH, to - at);
      for (int i = 0; i < arrays.length; i++) {
        buffers[i].get(starts[i] + at, stripes[i], 0, length);
        Arrays.fill(stripes[i], length, LENGTH, 0);
      }
      work.on(stripes, at / LENGTH);
      for (int i = 0; i < written; i++) {
        buffers[i].put(starts[i] + at, stripes[i], 0, length);
      }
    }
  }
}
