package org.showtell.app.cli.describe;

import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.file.ExistingPolicy;

/** What to do after a run that was stopped, so that nothing is captioned twice. */
final class GoingOn {
  private GoingOn() {}

  /**
   * One sentence for the user.
   *
   * @param embeds whether captions went into the photos as well
   */
  static String advice(OutputConfig config, boolean embeds) {
    ExistingPolicy policy = config.policy();
    if (policy == ExistingPolicy.APPEND && !config.format().isPerPhoto()
        || policy == ExistingPolicy.SKIP_EXISTING) {
      return "The same command goes on from here";
    }
    boolean inFile = config.output().isPresent() && config.format().isContinuable();
    String option =
        inFile ? "--append" : config.format().isPerPhoto() || embeds ? "--skip-existing" : null;
    if (option == null) {
      return "It cannot go on from here: a file can, -f %s -o FILE, with --append"
          .formatted(CaptionFormat.JSONL);
    }
    String other =
        switch (policy) {
          case OVERWRITE -> " in place of --overwrite";
          case APPEND -> " in place of --append";
          default -> "";
        };
    return "The same command goes on from here with " + option + other;
  }
}
