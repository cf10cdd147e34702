package org.showtell.encoder.weights.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Adler32;
import java.util.zip.CheckedInputStream;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.zoo.PretrainedType;
import org.deeplearning4j.zoo.ZooModel;
import org.deeplearning4j.zoo.model.VGG16;
import org.deeplearning4j.zoo.model.VGG19;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.weights.ModelFileException;

/**
 * The folder in which {@code initPretrained} of Deeplearning4j's zoo keeps what it downloaded,
 * usually {@code ~/.deeplearning4j}. Its host is gone; files that are there still work.
 */
public record ZooCache(Path folder) {
  public ZooCache {
    Objects.requireNonNull(folder, "folder");
  }

  /** Deeplearning4j's default, unless its system property says otherwise. */
  public static ZooCache standard() {
    String named = System.getProperty(DL4JSystemProperties.DL4J_RESOURCES_DIR_PROPERTY);
    return new ZooCache(
        named != null
            ? Path.of(named)
            : Path.of(System.getProperty("user.home"), ".deeplearning4j"));
  }

  /**
   * The file of a preset's weights, if it is there.
   *
   * @throws ModelFileException if it is not what the zoo published
   */
  public Optional<Path> find(EncoderPreset preset) throws IOException {
    if (preset.origin() != WeightOrigin.OXFORD || !Files.isDirectory(folder.resolve("models"))) {
      return Optional.empty();
    }
    ZooModel<?> model =
        preset.name().startsWith("vgg19") ? VGG19.builder().build() : VGG16.builder().build();
    String url = model.pretrainedUrl(PretrainedType.IMAGENET);
    Path file =
        folder
            .resolve("models")
            .resolve(model.modelName())
            .resolve(url.substring(url.lastIndexOf('/') + 1));
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    long expected = model.pretrainedChecksum(PretrainedType.IMAGENET);
    long found = adler32(file);
    if (found != expected) {
      throw new ModelFileException(
          file.toString(),
          "the zoo's file must have the Adler-32 " + expected,
          found + "; delete it, or name another weight file");
    }
    return Optional.of(file);
  }

  private static long adler32(Path file) throws IOException {
    Adler32 sum = new Adler32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
      byte[] piece = new byte[1 << 16];
      while (in.read(piece) >= 0) {
        // Reading is summing.
      }
    }
    return sum.getValue();
  }
}
