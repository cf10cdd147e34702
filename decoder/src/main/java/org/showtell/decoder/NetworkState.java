package org.showtell.decoder;

import java.util.Arrays;
import org.showtell.attention.AttentionMemory;
import org.showtell.nn.tensor.StepScratch;

/**
 * Rows of a {@link NetworkDecoder}: the cell's state per row, and which image the row is about.
 *
 * @param arrays per state array [R*U]
 * @param units U
 * @param injected [B*G], W_ih v of each image, or [B*M], v V_i of the multimodal layer; or null
 * @param gateSize G, or M
 * @param memory of B images, or null
 * @param copied words of B images that can be copied to the output, or null
 * @param photos [R]
 */
record NetworkState(
    float[][] arrays,
    int units,
    float[] injected,
    int gateSize,
    AttentionMemory memory,
    WordCopy copied,
    int[] photos)
    implements CaptionDecoder.State {

  @Override
  public int rows() {
    return photos.length;
  }

  @Override
  public CaptionDecoder.State select(int[] rows) {
    float[][] selected = new float[arrays.length][rows.length * units];
    int[] images = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      images[i] = photos[rows[i]];
      for (int a = 0; a < arrays.length; a++) {
        System.arraycopy(arrays[a], rows[i] * units, selected[a], i * units, units);
      }
    }
    return new NetworkState(selected, units, injected, gateSize, memory, copied, images);
  }

  /** h of each row, [R*U]. */
  float[] hidden() {
    return arrays[0];
  }

  float[][] copyOfArrays() {
    return Arrays.stream(arrays).map(float[]::clone).toArray(float[][]::new);
  }

  /** W_ih v of each row's image, [R*G], or null. */
  float[] injectedRows(StepScratch scratch) {
    if (injected == null) {
      return null;
    }
    float[] rows = scratch.array("injected", photos.length * gateSize);
    for (int i = 0; i < photos.length; i++) {
      System.arraycopy(injected, photos[i] * gateSize, rows, i * gateSize, gateSize);
    }
    return rows;
  }

  NetworkState with(float[][] next) {
    return new NetworkState(next, units, injected, gateSize, memory, copied, photos);
  }
}
