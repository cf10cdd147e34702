/**
 * Results on their way out: one writer per format, and what is done about results that are there
 * already.
 *
 * <p>{@link org.showtell.app.output.CaptionOutputs#prepare} looks at what the user asked for and at
 * what lies there, refuses what would destroy something, and gives a filter (which photos are left)
 * and a writer. Formats of lines are written in place, a record at a time, so that a killed run can
 * be continued; whole documents and files beside photos are written beside their place and moved
 * there, so that nothing half-written is ever seen.
 */
package org.showtell.app.output;
