package org.showtell.app.training.vqa;

import org.showtell.app.bundle.BundledEncoder;
import org.showtell.app.training.TrainingFiles;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CellType;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.encoder.preset.EncoderPreset;

/**
 * One {@code train vqa} run.
 *
 * @param into name or file of a model whose captioner the new one keeps; null for one that only
 *     answers
 * @param own the encoder that is trained with the network; null for a fixed one
 * @param answers K at most: the most common answers, others are not trained on
 * @param minWordCount words of questions that occur less often become UNK
 */
public record VqaTrainingConfig(
    TrainingFiles files,
    String into,
    TrainedEncoder own,
    NetworkSizes network,
    int answers,
    int minWordCount,
    TrainerConfig trainer) {

  /**
   * The form of the network.
   *
   * @param image what it reads of the image
   * @param commonSize C
   * @param attention for the grid, else null
   * @param looks how often the question attends to the grid
   * @param dropout probability
   */
  public record NetworkSizes(
      ImageUse image,
      QuestionSizes question,
      int commonSize,
      AttentionConfig attention,
      int looks,
      double dropout) {}

  /**
   * The recurrent layers that read the question.
   *
   * @param embeddingSize E
   * @param units U
   * @param bidirectional whether the layers read from both ends
   * @param cell of every layer
   */
  public record QuestionSizes(
      int embeddingSize, int units, int layers, boolean bidirectional, CellType cell) {}

  /**
   * An encoder that is trained on the questions' own images.
   *
   * @param imageSize side in pixels to which images are squashed
   * @param layers filters of each convolution, and P for a pool
   * @param shift pixels by which an image is moved at most each time that it is trained on; it is
   *     never mirrored, which would make left right
   */
  public record TrainedEncoder(int imageSize, String layers, int shift) {
    private static final int LEAST_SIDE = 2;

    /** Checks each value. */
    public TrainedEncoder {
      EncoderPreset preset = BundledEncoder.preset(imageSize, layers);
      int pools = preset.vgg().stages().size() - 1;
      if (imageSize % (1 << pools) != 0 || imageSize >> pools < LEAST_SIDE) {
        throw new IllegalArgumentException(
            "imageSize must be one that can be halved %d times down to %d or more, but got %d"
                .formatted(pools, LEAST_SIDE, imageSize));
      }
      if (shift < 0 || shift >= imageSize) {
        throw new IllegalArgumentException(
            "shift must be in [0, %d), but got %d".formatted(imageSize, shift));
      }
    }

    /** Architecture and preprocessing. */
    EncoderPreset preset() {
      return BundledEncoder.preset(imageSize, layers);
    }
  }

  /** Checks what the network's own configuration does not. */
  public VqaTrainingConfig {
    if (answers < 2) {
      throw new IllegalArgumentException("answers must be at least 2, but got " + answers);
    }
    if (minWordCount < 1) {
      throw new IllegalArgumentException(
          "minWordCount must be at least 1, but got " + minWordCount);
    }
  }

  /** What must be equal for a run to resume from a checkpoint. */
  String fingerprint(String dataHash, String encoderHash) {
    QuestionSizes question = network.question();
    return String.join(
            "\n",
            "data " + dataHash,
            "encoder " + (own == null ? encoderHash : own),
            "answers " + answers + ", words " + minWordCount,
            // As earlier versions wrote it, so that their checkpoints are still resumed.
            "network NetworkSizes[image=%s, embeddingSize=%d, units=%d, layers=%d, bidirectional=%s,"
                    .formatted(
                        network.image(),
                        question.embeddingSize(),
                        question.units(),
                        question.layers(),
                        question.bidirectional())
                + " commonSize=%d, attention=%s, looks=%d, dropout=%s]"
                    .formatted(
                        network.commonSize(),
                        network.attention(),
                        network.looks(),
                        network.dropout())
                + (question.cell() == CellType.LSTM ? "" : " " + question.cell()),
            "trainer " + trainer.batchSize() + " " + trainer.optimiser().learningRate(),
            trainer.optimiser().learningRateDecay()
                + " "
                + trainer.optimiser().warmupSteps()
                + " "
                + trainer.optimiser().clipNorm(),
            trainer.regularisation().labelSmoothing()
                + " "
                + trainer.regularisation().averageDecay()
                + " "
                + trainer.seed())
        + trainer.unusual()
        + files.data().fingerprint()
        + files.text().fingerprint();
  }
}
