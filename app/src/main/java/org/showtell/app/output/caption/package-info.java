/**
 * Captions as text, JSON, JSON Lines and CSV: a {@link CaptionWriter} per format. {@link
 * ContinuedOutput} continues an interrupted run from its output.
 */
package org.showtell.app.output.caption;
