package org.showtell.benchmarks;

/** One side of a comparison: a network, its optimiser and batches to learn from in turn. */
interface TrainingStep extends AutoCloseable {
  /** Different batches that the steps take turns with, so that none is memorised. */
  int BATCHES = 16;

  /** Learns from one batch; returns the mean loss per target token in nats. */
  double run();

  /** Trainable scalars of the recurrent layer and the output layer, which both sides have. */
  long recurrentParameters();

  @Override
  void close();
}
