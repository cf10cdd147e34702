/**
 * Captions as text, JSON lines, JSON and CSV, and how an interrupted run is continued from its
 * output.
 */
package org.showtell.app.output.caption;
