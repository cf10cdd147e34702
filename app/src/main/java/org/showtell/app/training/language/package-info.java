/** Training of language models from text files to a bundle. */
package org.showtell.app.training.language;
