/** Optimisers: Adam with decoupled weight decay, learning-rate schedules, the weight average. */
package org.showtell.nn.optim;
