/** Proofs that every preset is complete and consistent. */
package org.showtell.encoder.preset;
