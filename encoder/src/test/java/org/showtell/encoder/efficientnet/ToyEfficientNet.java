package org.showtell.encoder.efficientnet;

import java.util.List;
import java.util.Random;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.network.ForwardEngine;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EfficientNetArchitecture.MobileBlock;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.Preprocessing.ResizeRule;

/** A small network with every kind of block, whose sides are odd and even at its strides. */
final class ToyEfficientNet {
  static final EfficientNetArchitecture ARCHITECTURE =
      new EfficientNetArchitecture(
          "toy",
          37,
          26,
          4,
          List.of(
              new MobileBlock(3, 1, 1, 3),
              new MobileBlock(3, 2, 2, 5),
              new MobileBlock(5, 1, 3, 5),
              new MobileBlock(5, 2, 2, 6),
              new MobileBlock(5, 2, 2, 6),
              new MobileBlock(3, 1, 2, 6)),
          9,
          7);

  private ToyEfficientNet() {}

  static EfficientNetNetwork network(EfficientNetWeights weights) {
    return network(weights, ForwardEngine.fastestOf32Bits());
  }

  static EfficientNetNetwork network(EfficientNetWeights weights, ForwardEngine engine) {
    Preprocessing usual = Preprocessing.efficientNet(ARCHITECTURE.width());
    return new EfficientNetNetwork(
        ARCHITECTURE,
        new Preprocessing(
            ARCHITECTURE.width(),
            ARCHITECTURE.height(),
            ResizeRule.SQUASH,
            usual.channels(),
            usual.mean(),
            usual.std()),
        weights,
        engine);
  }

  /** Strong enough that ReLU6 cuts at both ends. */
  static PixelBatch pixels(int photos, long seed) {
    float[] values = new float[photos * ARCHITECTURE.height() * ARCHITECTURE.width() * 3];
    Random random = new Random(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (5 * random.nextGaussian());
    }
    return new PixelBatch(photos, ARCHITECTURE.height(), ARCHITECTURE.width(), values);
  }
}
