package org.showtell.app.features;

import java.io.IOException;
import org.showtell.encoder.VisualFeatures;

/** Takes features batch by batch, in input order. */
public interface FeatureSink {

  /**
   * Saves the features of one batch.
   *
   * @param paths of the batch's photos
   * @param features B rows, one per path
   */
  void write(java.util.List<String> paths, VisualFeatures features) throws IOException;

  /** A photo that could not be read; it has no row. */
  void failed(String path, String error);
}
