/**
 * Results on their way out: one writer per format, and what is done about results that are there
 * already.
 *
 * <p>{@link org.showtell.app.output.CaptionOutputs#prepare} looks at what the user asked for and at
 * what lies there, refuses what would destroy something, and gives a filter (which photos are left)
 * and a writer. Formats of lines are written in place, a record at a time, so that a killed run can
 * be continued; whole documents and files beside photos are written beside their place and moved
 * there, so that nothing half-written is ever seen.
 *
 * <p>With a folder for pictures of attention, {@code AttentionOutput} is put around the output of
 * the captions: {@code AttentionSheet} says where everything is on a picture, {@code DimmedPhoto}
 * what it looks like for a word, {@code AttentionPlaces} where the picture goes.
 */
package org.showtell.app.output;
