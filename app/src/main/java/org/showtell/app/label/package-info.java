/** Labels of videos, or of their frames, by a stored model. */
package org.showtell.app.label;
