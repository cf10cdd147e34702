package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What flows out of a cell's backward pass; owned and closed by the caller.
 *
 * @param inputs [T*B, I]
 * @param injected [B, G], the sum over all steps
 * @param initial one [B, U] per state array
 */
public record CellGradients(INDArray inputs, INDArray injected, INDArray[] initial)
    implements AutoCloseable {
  @Override
  public void close() {
    inputs.close();
    injected.close();
    for (INDArray array : initial) {
      array.close();
    }
  }
}
