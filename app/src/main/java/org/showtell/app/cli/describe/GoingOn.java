package org.showtell.app.cli.describe;

import java.util.Optional;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.OutputConfig;

/** What to do after a run that was stopped, so that nothing is captioned twice. */
final class GoingOn {
  private static final String SAME = "The same command goes on from here";
  private static final String ANEW =
      "The same command begins anew: what it has done cannot be told from what was there before";
  private static final String NOT_FROM_HERE =
      "It cannot go on from here: a file can, -f %s -o FILE, with --append"
          .formatted(CaptionFormat.JSONL);

  private GoingOn() {}

  /**
   * One sentence for the user. What a run has replaced or added to cannot be told from what was
   * there before, so nothing is advised then that would leave photos out.
   *
   * @param embeds whether captions went into the photos as well
   */
  static String advice(OutputConfig config, boolean embeds) {
    boolean perPhoto = config.format().isPerPhoto();
    boolean continuable = config.output().isPresent() && config.format().isContinuable();
    return switch (config.policy()) {
      case SKIP_EXISTING -> SAME;
      case APPEND -> perPhoto ? ANEW : SAME;
      case OVERWRITE ->
          perPhoto || embeds
              ? ANEW
              : continuable ? SAME + " with --append in place of --overwrite" : NOT_FROM_HERE;
      case REFUSE ->
          perPhoto || embeds
              ? SAME + " with --skip-existing"
              : continuable ? SAME + " with --append" : NOT_FROM_HERE;
    };
  }

  /**
   * The same for a watch: nothing where it cannot be continued, since it has ended as it should.
   */
  static Optional<String> afterWatch(OutputConfig config, boolean embeds) {
    return Optional.of(advice(config, embeds)).filter(advice -> !advice.equals(NOT_FROM_HERE));
  }
}
