package org.showtell.benchmarks.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.showtell.encoder.training.distillation.LinearFit;

/**
 * What a linear map reads of photos' nouns from their pooled features: mean average precision on
 * dev. The strength of the ridge is chosen on a fifth of train.
 */
final class LinearProbe {
  private static final double[] RIDGES = {0.01, 0.1, 1, 10};
  private static final int HELD_OUT = 5;

  private LinearProbe() {}

  /**
   * @param train [N,D]
   * @param labels [N,K] of 0 and 1
   * @param dev [M,D]
   * @param devLabels [M,K]
   */
  static double meanAveragePrecision(
      float[] train, float[] labels, int photos, float[] dev, float[] devLabels, int devPhotos) {
    Standard standard = Standard.of(train, photos);
    float[] x = standard.apply(train);
    int held = photos / HELD_OUT;
    int size = train.length / photos;
    int nouns = labels.length / photos;
    float[] part = Arrays.copyOf(x, (photos - held) * size);
    float[] partLabels = Arrays.copyOf(labels, (photos - held) * nouns);
    float[] rest = Arrays.copyOfRange(x, (photos - held) * size, photos * size);
    float[] restLabels = Arrays.copyOfRange(labels, (photos - held) * nouns, photos * nouns);
    double best = RIDGES[0];
    double bestPrecision = -1;
    for (double ridge : RIDGES) {
      LinearFit fit = LinearFit.of(part, partLabels, photos - held, ridge);
      double precision = mean(fit.apply(rest), restLabels, held);
      if (precision > bestPrecision) {
        bestPrecision = precision;
        best = ridge;
      }
    }
    LinearFit fit = LinearFit.of(x, labels, photos, best);
    return mean(fit.apply(standard.apply(dev)), devLabels, devPhotos);
  }

  private static double mean(float[] scores, float[] labels, int photos) {
    int nouns = labels.length / photos;
    return IntStream.range(0, nouns)
        .mapToDouble(noun -> averagePrecision(scores, labels, photos, nouns, noun))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /** Mean over the photos with the noun of the precision down to their rank. */
  static double averagePrecision(float[] scores, float[] labels, int photos, int nouns, int noun) {
    int[] ranked =
        IntStream.range(0, photos)
            .boxed()
            .sorted(Comparator.comparingDouble(photo -> -scores[photo * nouns + noun]))
            .mapToInt(Integer::intValue)
            .toArray();
    int found = 0;
    double sum = 0;
    for (int rank = 0; rank < photos; rank++) {
      if (labels[ranked[rank] * nouns + noun] > 0) {
        found++;
        sum += (double) found / (rank + 1);
      }
    }
    return found == 0 ? Double.NaN : sum / found;
  }

  /** Mean 0 and deviation 1 of each dimension. */
  private record Standard(double[] mean, double[] deviation) {
    static Standard of(float[] rows, int count) {
      int size = rows.length / count;
      double[] mean = new double[size];
      double[] square = new double[size];
      for (int i = 0; i < rows.length; i++) {
        mean[i % size] += rows[i] / count;
        square[i % size] += (double) rows[i] * rows[i] / count;
      }
      for (int d = 0; d < size; d++) {
        square[d] = Math.sqrt(Math.max(1e-12, square[d] - mean[d] * mean[d]));
      }
      return new Standard(mean, square);
    }

    float[] apply(float[] rows) {
      float[] result = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        int d = i % mean.length;
        result[i] = (float) ((rows[i] - mean[d]) / deviation[d]);
      }
      return result;
    }
  }
}
