/**
 * Recurrent cells: each class is the equation of its paper, its gradient beside it.
 *
 * <p>Sequences are time-major and flattened: row {@code t * B + b} of a [T*B, n] matrix is step t
 * of sequence b, so that one step is a contiguous block and the products that do not depend on the
 * recurrence run over all steps at once.
 */
package org.showtell.decoder.cell;
