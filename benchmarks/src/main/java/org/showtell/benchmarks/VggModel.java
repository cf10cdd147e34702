package org.showtell.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.showtell.app.bundle.BundleWriter;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelManifest.GenerationEntry;
import org.showtell.app.bundle.Provenance;
import org.showtell.attention.AttentionConfig;
import org.showtell.dataset.vocabulary.VocabularyBuilder;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;
import org.showtell.encoder.weights.TensorType;

/**
 * A model over VGG16's grid with random weights, in files as a user has them: a bundle, and the
 * encoder's weights in a cache folder. Its sentences have ten words, as a trained network's.
 */
final class VggModel implements AutoCloseable {
  private static final String PRESET = "vgg16-notop";
  private static final long SEED = 1;
  private static final int WORDS = 10;

  private final Path folder = Files.createTempDirectory("vgg");
  private final EncoderWeights weights = EncoderWeights.in(folder);

  /**
   * Writes the files.
   *
   * @param vocabulary V, about
   */
  VggModel(int vocabulary) throws IOException {
    EncoderPreset preset = EncoderPreset.named(PRESET);
    VggArchitecture architecture = preset.vgg();
    Path file = weights.cache().folder(preset).resolve("random.safetensors");
    Files.createDirectories(file.getParent());
    VggWeights random = VggWeights.random(architecture, SEED);
    SafetensorsFile.write(
        file, Tensor.all(TensorType.F32, architecture.tensorShapes(), random.tensors()), Map.of());
    VocabularyBuilder words = new VocabularyBuilder();
    words.add(IntStream.range(0, vocabulary).mapToObj(i -> "word" + i).toList());
    DecoderConfig.Sizes sizes =
        new DecoderConfig.Sizes(words.build(1).size(), architecture.gridSize(), 256, 384);
    DecoderConfig config =
        new DecoderConfig(sizes, CellType.LSTM, Injection.INITIAL_STATE, 0)
            .withAttention(AttentionConfig.soft(256));
    try (CaptionNetwork network = CaptionNetwork.fresh(config, new SplittableRandom(SEED))) {
      BundleWriter.captioner(
              "vgg16",
              EncoderSource.of(PRESET, weights).entry(VggWeights.of(random.tensors()).hash()),
              null,
              network,
              words.build(1),
              new GenerationEntry(3, WORDS, 1, null),
              null,
              new Provenance(
                  new Provenance.Data("random weights", "", "", 0, 0),
                  new Provenance.Run(SEED, "", Map.of()),
                  new Provenance.Result("", "", 0, Map.of(), 1),
                  new Provenance.Environment("", Map.of())),
              "none")
          .write(bundle());
    }
  }

  Path bundle() {
    return folder.resolve("vgg16.zip");
  }

  /** Where the encoder's weights are found. */
  EncoderWeights weights() {
    return weights;
  }

  Path cacheFolder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    Path cache = weights.cache().folder(EncoderPreset.named(PRESET));
    for (Path file :
        List.of(bundle(), cache.resolve("random.safetensors"), cache, cache.getParent(), folder)) {
      Files.deleteIfExists(file);
    }
  }
}
