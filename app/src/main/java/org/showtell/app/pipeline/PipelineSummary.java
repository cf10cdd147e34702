package org.showtell.app.pipeline;

/**
 * What a run did.
 *
 * @param captioned photos with a caption
 * @param failed inputs without one
 * @param alreadyDone photos left out because an earlier run captioned them
 * @param failedEarlier photos left out because they failed in the run that this one continues
 * @param stopped whether the run was stopped before its inputs were at an end
 */
public record PipelineSummary(
    long captioned, long failed, long alreadyDone, long failedEarlier, boolean stopped) {}
