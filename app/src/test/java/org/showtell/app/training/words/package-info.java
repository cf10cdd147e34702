/** Tests of {@code org.showtell.app.training.words}. */
package org.showtell.app.training.words;
