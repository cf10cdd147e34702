/** Training of labelling networks from videos with labels to a bundle. */
package org.showtell.app.training.label;
