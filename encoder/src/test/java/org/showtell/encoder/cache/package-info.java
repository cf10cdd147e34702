/** Proofs that a feature store gives back what it was given, whatever happened to it in between. */
package org.showtell.encoder.cache;
