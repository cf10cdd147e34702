/** Tests of the keywords' words. */
package org.showtell.dataset.keywords;
