package org.showtell.app.caption;

/**
 * What a run did.
 *
 * @param captioned photos with a caption
 * @param failed inputs without one
 * @param doubtful photos without one because each scored too low
 * @param captionsLeftOut captions that scored too low, those of photos that have others too
 * @param alreadyDone photos left out because an earlier run captioned them
 * @param failedEarlier photos left out because they failed in the run that this one continues
 * @param stopped whether the run was stopped before its inputs were at an end
 */
public record PipelineSummary(
    long captioned,
    long failed,
    long doubtful,
    long captionsLeftOut,
    long alreadyDone,
    long failedEarlier,
    boolean stopped) {
  /** Of a run in which no caption scored too low. */
  public PipelineSummary(
      long captioned, long failed, long alreadyDone, long failedEarlier, boolean stopped) {
    this(captioned, failed, 0, 0, alreadyDone, failedEarlier, stopped);
  }
}
