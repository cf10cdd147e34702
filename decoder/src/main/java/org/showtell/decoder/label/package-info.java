/** Labels of clips, or of each of their frames, by recurrent networks over frame features. */
package org.showtell.decoder.label;
