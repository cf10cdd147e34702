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
   * Opens a captioner that can do all that the options ask for, which the caller closes.
   *
   * @throws ModelLoadException if there is no such model, it cannot be used, or keywords are wanted
   *     and it detects none; then the message names one that does
   */
  default PhotoCaptioner openCapable(CaptionOptions options) throws ModelLoadException {
    PhotoCaptioner captioner = open(options);
    if (!options.keywords().areWanted() || captioner.detectsWords()) {
      return captioner;
    }
    captioner.close();
    throw new ModelLoadException(withoutKeywords(captioner.model(), ModelCatalog.shipped()));
  }

  /**
   * Opens a captioner that can do all that the options ask for and say where it looked, which the
   * caller closes.
   *
   * @throws ModelLoadException if there is no such model, it cannot be used, or it does not attend;
   *     then the message names one that does
   */
  default PhotoCaptioner openAttending(CaptionOptions options) throws ModelLoadException {
    PhotoCaptioner captioner = openCapable(options);
    if (captioner.attention().isPresent()) {
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
   * What to do about a model that detects no words.
   *
   * @param shipped names of the models that ship, which do
   */
  static String withoutKeywords(String model, List<String> shipped) {
    List<String> others = shipped.stream().filter(name -> !name.equals(model)).toList();
    return "The model "
        + model
        + " detects no words, so there are no keywords; "
        + (others.isEmpty()
            ? "leave --keywords out"
            : "use one that does: -m " + String.join(" or -m ", others));
  }

  /**
   * What to do about a model that does not attend.
   *
   * @param attending names of models that ship and do
   */
  static String withoutAttention(String model, List<String> attending) {
    return "The model "
        + model
        + " has no attention, so there is nothing to show of where it looked; "
        + (attending.isEmpty()
            ? "train one that has: showtell train caption --data DATA -o mine.zip"
            : "use one that has: -m " + String.join(" or -m ", attending));
  }
}
