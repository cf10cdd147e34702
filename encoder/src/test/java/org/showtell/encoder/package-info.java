/** Proofs of the records that cross the module's border. */
package org.showtell.encoder;
