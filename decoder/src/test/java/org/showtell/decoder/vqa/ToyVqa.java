package org.showtell.decoder.vqa;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CellType;

/** Networks and questions of toy size. */
final class ToyVqa {
  static final int POSITIONS = 4;
  static final int MEMORY_SIZE = 4;
  static final int ANSWERS = 6;

  private ToyVqa() {}

  static VqaConfig config(ImageUse image, int looks, boolean bidirectional) {
    return config(image, looks, bidirectional, CellType.LSTM);
  }

  private static VqaConfig config(ImageUse image, int looks, boolean bidirectional, CellType cell) {
    AttentionConfig attention =
        image == ImageUse.GRID ? AttentionConfig.soft(3).withGate(AttentionConfig.Gate.NONE) : null;
    return new VqaConfig(
        new VqaConfig.Question(9, 3, 2, 2, bidirectional, cell),
        new VqaConfig.Image(image, MEMORY_SIZE, attention, looks),
        4,
        ANSWERS,
        0);
  }

  /** Every form of the network. */
  static Stream<VqaConfig> configs() {
    return Stream.of(
        config(ImageUse.NONE, 1, false),
        config(ImageUse.VECTOR, 1, false),
        config(ImageUse.VECTOR, 1, true),
        config(ImageUse.VECTOR, 1, true, CellType.GRU),
        config(ImageUse.WORDS, 1, false),
        config(ImageUse.GRID, 1, false),
        config(ImageUse.GRID, 2, false),
        config(ImageUse.PLACES, 2, false));
  }

  static final List<int[]> QUESTIONS =
      List.of(new int[] {4, 5, 6}, new int[] {7, 4}, new int[] {8}, new int[] {5, 8, 4});

  static final int[] TARGETS = {0, 3, 5, 2};

  /** The features of four questions. */
  static float[] memory(VqaConfig config) {
    int length = config.image().use() == ImageUse.NONE ? 0 : positions(config) * MEMORY_SIZE;
    float[] memory = new float[QUESTIONS.size() * length];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < memory.length; i++) {
      memory[i] = (float) random.nextDouble(-1, 1);
    }
    return memory;
  }

  static int positions(VqaConfig config) {
    return config.image().use().looks() ? POSITIONS : 1;
  }

  static VqaBatch batch(VqaConfig config) {
    return new VqaBatch(QUESTIONS, positions(config), memory(config));
  }
}
