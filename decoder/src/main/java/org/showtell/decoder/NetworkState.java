package org.showtell.decoder;

import org.showtell.attention.AttentionMemory;
import org.showtell.nn.tensor.StepScratch;

/** Rows of a {@link NetworkDecoder}: the cell's state per row, and which photo the row is about. */
final class NetworkState implements CaptionDecoder.State {
  private final float[][] arrays; // per state array [R*U]
  private final int units; // U
  private final float[] injected; // [B*G], W_ih v of each photo, or null
  private final int gateSize; // G
  private final AttentionMemory memory; // of B photos, or null
  private final WordCopy copied; // words of B photos, or null
  private final int[] photos; // [R]

  NetworkState(
      float[][] arrays,
      int units,
      float[] injected,
      int gateSize,
      AttentionMemory memory,
      WordCopy copied,
      int[] photos) {
    this.arrays = arrays;
    this.units = units;
    this.injected = injected;
    this.gateSize = gateSize;
    this.memory = memory;
    this.copied = copied;
    this.photos = photos;
  }

  @Override
  public int rows() {
    return photos.length;
  }

  @Override
  public CaptionDecoder.State select(int[] rows) {
    float[][] selected = new float[arrays.length][rows.length * units];
    int[] selectedPhotos = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selectedPhotos[i] = photos[rows[i]];
      for (int a = 0; a < arrays.length; a++) {
        System.arraycopy(arrays[a], rows[i] * units, selected[a], i * units, units);
      }
    }
    return new NetworkState(selected, units, injected, gateSize, memory, copied, selectedPhotos);
  }

  /** The grids that are looked at, or null. */
  AttentionMemory memory() {
    return memory;
  }

  /** The words that can be copied to the output, or null. */
  WordCopy copied() {
    return copied;
  }

  /** Which photo each row is about, [R]. */
  int[] photos() {
    return photos;
  }

  /** h of each row, [R*U]. */
  float[] hidden() {
    return arrays[0];
  }

  float[][] copyOfArrays() {
    float[][] copy = new float[arrays.length][];
    for (int a = 0; a < arrays.length; a++) {
      copy[a] = arrays[a].clone();
    }
    return copy;
  }

  /** W_ih v of each row's photo, [R*G], or null. */
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

  NetworkState with(float[][] nextArrays) {
    return new NetworkState(nextArrays, units, injected, gateSize, memory, copied, photos);
  }
}
