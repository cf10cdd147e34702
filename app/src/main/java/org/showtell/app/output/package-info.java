/**
 * Where results go: {@link CaptionOutputs} checks the user's wish against the files that exist,
 * refuses what would destroy something, and gives a filter (which images are left) and a writer.
 *
 * <p>Formats of lines are written in place, a record at a time, so that a killed run can be
 * continued; documents and files beside images are written beside their place and moved there, so
 * that nothing half-written is ever seen.
 */
package org.showtell.app.output;
