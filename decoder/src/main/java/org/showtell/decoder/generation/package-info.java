/**
 * From log-probabilities to sentences: greedy, beam and sampling search over rows. Nothing here
 * knows a network; tests drive the searches from tables.
 */
package org.showtell.decoder.generation;
