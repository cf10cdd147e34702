/**
 * How fast Showtell is, measured with JMH: a training step beside Deeplearning4j's own layers, the
 * shipped encoder, beam search.
 *
 * <p>Weights and inputs are seeded random numbers: the time does not depend on what they are.
 */
package org.showtell.benchmarks;
