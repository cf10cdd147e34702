/**
 * Trainable parameters: named weights with their gradients, laid out in one flat vector so that an
 * optimiser updates all of them in one call.
 */
package org.showtell.nn.parameter;
