package org.showtell.app.training;

import java.nio.file.Path;
import java.util.List;
import org.showtell.encoder.training.distillation.DistillationConfig;

/**
 * One {@code train encoder} run.
 *
 * @param teacher ONNX model
 * @param photos files, folders and zips to learn from
 * @param recursive whether sub-folders are walked too
 * @param data photos with captions, whose words are labels, or null
 * @param split part of them
 * @param dev files, folders and zips to measure on; empty to hold out every twentieth photo
 * @param init the first weights: a model or a safetensors file, or {@value #RANDOM}
 * @param storeSide side at which decoded photos are kept
 * @param output safetensors file to write
 * @param checkpoint folder of checkpoint and decoded photos
 * @param resume go on from the checkpoint
 * @param distillation rates, epochs, sizes, seed
 * @param command what the user typed, for the file's metadata
 */
public record EncoderTrainingConfig(
    Path teacher,
    List<String> photos,
    boolean recursive,
    String data,
    String split,
    List<String> dev,
    String init,
    int storeSide,
    Path output,
    Path checkpoint,
    boolean resume,
    DistillationConfig distillation,
    String command) {
  /** The choice of {@code init} without trained weights. */
  public static final String RANDOM = "random";

  private static final String EXTENSION = ".safetensors";

  /**
   * Checks what goes together.
   *
   * @throws IllegalArgumentException that says what to change
   */
  public EncoderTrainingConfig {
    photos = List.copyOf(photos);
    dev = List.copyOf(dev);
    if (photos.isEmpty() && data == null) {
      throw new IllegalArgumentException(
          "there is nothing to learn from: name --photos, or --data with captions");
    }
    if (!output.toString().endsWith(EXTENSION)) {
      throw new IllegalArgumentException(
          "-o " + output + ": expected a name in .safetensors, which --encoder takes");
    }
    if (storeSide < 16 || storeSide > 1024) {
      throw new IllegalArgumentException("--store-size is 16 to 1024 pixels, but got " + storeSide);
    }
  }
}
