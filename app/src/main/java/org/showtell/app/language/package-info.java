/** What single cells of a language model do while it reads a text (Karpathy et al. 2015). */
package org.showtell.app.language;
