package org.showtell.app.caption;

import java.util.List;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.preset.Preprocessing;

/**
 * The two steps of a captioner one by one, for videos: frames are encoded into features, and
 * features decoded into sentences, those of one frame as well as the mean of many.
 */
public interface FrameCaptioner {
  /** How images are prepared for the model. */
  Preprocessing preprocessing();

  /**
   * Prepares a frame as the model was trained to see images. Safe to call from several threads.
   *
   * @return pixels [H,W,3]
   */
  float[] preprocess(RgbImage frame);

  /**
   * Encodes images. Called from one thread at a time, which may be another than that of {@link
   * #decode}.
   *
   * @param pixels B images as {@link #preprocess} returned them
   * @return B arrays, [D] each, or [L*D] for a model that attends
   */
  List<float[]> features(List<float[]> pixels);

  /**
   * Decodes features into captions. Called from one thread at a time.
   *
   * @param features B arrays as {@link #features} returned them, or means of such
   * @return B results, in the same order
   */
  List<PhotoCaptions> decode(List<float[]> features);
}
