/** Optimisers from SGD with momentum to AdamW, clipping of gradients, the weight average. */
package org.showtell.nn.optim;
