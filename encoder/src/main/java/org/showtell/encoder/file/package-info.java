/** Files that appear at their place when they are whole. */
package org.showtell.encoder.file;
