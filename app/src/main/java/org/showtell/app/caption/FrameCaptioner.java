package org.showtell.app.caption;

import java.util.List;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.preset.Preprocessing;

/**
 * The two steps of a captioner one by one, for videos: frames become features, and features a
 * sentence, those of one frame as well as the mean of many.
 */
public interface FrameCaptioner {
  /** What the model wants of a picture. */
  Preprocessing preprocessing();

  /**
   * Prepares a frame as the model was trained to see photos. Safe to call from several threads.
   *
   * @return pixels [H,W,3]
   */
  float[] preprocess(RgbImage frame);

  /**
   * What the model sees. Called from one thread at a time, which may be another than that of {@link
   * #describe}.
   *
   * @param pixels B frames as {@link #preprocess} returned them
   * @return B arrays, [D] each, or [L*D] for a model that attends
   */
  List<float[]> features(List<float[]> pixels);

  /**
   * What the model says about features. Called from one thread at a time.
   *
   * @param features B arrays as {@link #features} returned them, or means of such
   * @return B results, in the same order
   */
  List<PhotoCaptions> describe(List<float[]> features);
}
