/**
 * Row-major products over ND4J arrays: the few matrix operations that attention, cells and training
 * share.
 */
package org.showtell.nn.tensor;
