package org.showtell.app.caption;

import java.io.IOException;
import java.util.List;
import org.showtell.app.bundle.ModelCatalog;

/** Loads the model that the user chose. */
@FunctionalInterface
public interface CaptionerFactory {
  /**
   * Opens a captioner, which the caller closes.
   *
   * @throws ModelLoadException if there is no such model or it cannot be used
   */
  PhotoCaptioner open(CaptionOptions options) throws ModelLoadException;

  /**
   * Opens a captioner that detects words if keywords are wanted.
   *
   * @throws ModelLoadException if it cannot be used or detects none; then the message names others
   */
  default PhotoCaptioner openCapable(CaptionOptions options) throws ModelLoadException {
    PhotoCaptioner captioner = open(options);
    if (!options.keywords().areWanted() || captioner.detectsWords()) {
      return captioner;
    }
    captioner.close();
    String model = captioner.model();
    List<String> others =
        ModelCatalog.shipped().stream().filter(name -> !name.equals(model)).toList();
    String advice =
        others.isEmpty()
            ? "ask for no keywords"
            : "use one that does: -m " + String.join(" or -m ", others);
    throw new ModelLoadException(
        "The model " + model + " detects no words, so there are no keywords; " + advice);
  }

  /**
   * The same for a captioner that has attention maps to show.
   *
   * @throws ModelLoadException if it cannot be used or does not attend; then the message names
   *     others
   */
  default PhotoCaptioner openAttending(CaptionOptions options) throws ModelLoadException {
    PhotoCaptioner captioner = openCapable(options);
    if (captioner.attentionPreprocessing().isPresent()) {
      return captioner;
    }
    captioner.close();
    try {
      throw new ModelLoadException(withoutAttention(captioner.model(), ModelCatalog.attending()));
    } catch (IOException e) {
      throw new ModelLoadException(e.getMessage(), e);
    }
  }

  /**
   * What to do about a model that does not attend.
   *
   * @param attending names of models that ship and do
   */
  static String withoutAttention(String model, List<String> attending) {
    String advice =
        attending.isEmpty()
            ? "train one that has, with showtell train caption"
            : "use one that has: -m " + String.join(" or -m ", attending);
    return "The model " + model + " has no attention, so there are no maps to show; " + advice;
  }
}
