/**
 * What one file of captions says differently from another. Start from {@link
 * org.showtell.app.output.change.CaptionComparison}.
 */
package org.showtell.app.output.change;
