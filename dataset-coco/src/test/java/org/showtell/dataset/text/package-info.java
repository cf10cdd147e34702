/** Tests of the plain text readers. */
package org.showtell.dataset.text;
