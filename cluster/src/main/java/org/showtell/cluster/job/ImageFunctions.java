package org.showtell.cluster.job;

import java.io.IOException;
import java.util.List;
import org.showtell.app.caption.CaptionOptions;

/** One image at a time with the process's model; null for what is no image. */
public final class ImageFunctions {
  private ImageFunctions() {}

  /** The best caption. */
  public static String caption(ShippedModel sent, byte[] content) {
    ExecutorModel model = ExecutorModel.of(sent);
    List<float[]> features = features(model, content);
    return features == null
        ? null
        : model.decode(features, CaptionOptions.defaults()).get(0).best().text();
  }

  /** The likeliest answer to the first question. */
  public static String answer(ShippedModel sent, byte[] content, List<String> questions) {
    ExecutorModel model = ExecutorModel.of(sent);
    List<float[]> features = features(model, content);
    return features == null ? null : model.answer(features.get(0), questions).get(0);
  }

  private static List<float[]> features(ExecutorModel model, byte[] content) {
    if (content == null) {
      return null;
    }
    try {
      return model.features(List.of(model.captioner().preprocess(content, "image")));
    } catch (IOException e) {
      return null;
    }
  }
}
