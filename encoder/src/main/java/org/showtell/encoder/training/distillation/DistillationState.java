package org.showtell.encoder.training.distillation;

import java.util.LinkedHashMap;
import java.util.Map;

/** All that a run has learnt and a checkpoint keeps, beside weights and moments. */
final class DistillationState {
  long step;
  LossParts epochSum = new LossParts(0, 0, 0, 0);
  int bestEpoch;
  DevScore best;
  Map<String, float[]> bestWeights = new LinkedHashMap<>();
  float[] averageStatistics;
}
