package org.showtell.app.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.app.bundle.ModelManifest.GenerationEntry;
import org.showtell.attention.AttentionConfig;
import org.showtell.dataset.keywords.ClassWords;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.SemanticConfig;
import org.showtell.decoder.keywords.DetectorConfig;
import org.showtell.decoder.keywords.WordDetector;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/** A bundle of toy size, without encoder weights. */
public final class ToyBundle {
  static final Vocabulary VOCABULARY = Vocabulary.of(List.of("a", "dog", "runs", "on", "grass"));

  private ToyBundle() {}

  static DecoderConfig config() {
    return new DecoderConfig(
        new DecoderConfig.Sizes(VOCABULARY.size(), 6, 4, 5),
        CellType.LSTM,
        Injection.EVERY_STEP,
        0.5);
  }

  static CaptionNetwork network() {
    return CaptionNetwork.fresh(config(), new SplittableRandom(3));
  }

  /** One that reads the grid. */
  static CaptionNetwork attending() {
    return CaptionNetwork.fresh(
        new DecoderConfig(
                new DecoderConfig.Sizes(VOCABULARY.size(), 512, 4, 5),
                CellType.LSTM,
                Injection.INITIAL_STATE,
                0.5)
            .withAttention(AttentionConfig.soft(3)),
        new SplittableRandom(3));
  }

  /** One that reads the grid and the words of {@link #keywords}. */
  private static CaptionNetwork semantic(boolean copies) {
    return CaptionNetwork.fresh(
        new DecoderConfig(
                new DecoderConfig.Sizes(VOCABULARY.size(), 512, 4, 5),
                CellType.LSTM,
                Injection.INITIAL_STATE,
                0.5)
            .withAttention(AttentionConfig.soft(3).withGridSize(3))
            .withSemantic(new SemanticConfig(3, 2, 0, copies)),
        new SplittableRandom(3));
  }

  /** A detector of three words that has learnt nothing, for an encoder of two classes. */
  static KeywordParts keywords() throws IOException {
    KeywordVocabulary words = new KeywordVocabulary(List.of("dog", "grass", "running"));
    DetectorConfig config = new DetectorConfig(words.size(), 512, 2);
    Map<String, float[]> weights = new LinkedHashMap<>();
    WordDetector.weightShapes(config)
        .forEach((name, shape) -> weights.put(name, new float[shape[0] * shape[1]]));
    byte[] classes = "0\tbeagle\tdog\n1\tlawn\tgrass\n".getBytes(StandardCharsets.UTF_8);
    return new KeywordParts(
            config,
            weights,
            words,
            ClassWords.read(new ByteArrayInputStream(classes), words),
            null,
            0.5)
        .withForms(VOCABULARY);
  }

  static Provenance provenance() {
    return new Provenance(
        new Provenance.Data("toy", "0", "train", 1, 1),
        new Provenance.Run(1, "none", Map.of()),
        new Provenance.Result("toy, split dev", "BLEU-4, beam 3", 0.1, Map.of("Bleu_4", 0.1), 1),
        new Provenance.Environment("2026-01-01T00:00:00Z", Map.of()));
  }

  /** Writes it where asked. */
  public static void write(Path target) throws IOException {
    try (CaptionNetwork network = network()) {
      write(network, null, target);
    }
  }

  /** Writes one that detects words and attends to them. */
  static void writeWithKeywords(Path target) throws IOException {
    try (CaptionNetwork network = semantic(false)) {
      write(network, keywords(), target);
    }
  }

  /** Writes one that detects words, attends to them and copies them to its output. */
  static void writeWithCopiedKeywords(Path target) throws IOException {
    KeywordParts keywords = keywords();
    try (CaptionNetwork network = semantic(true)) {
      network.setCopiedWords(keywords.forms().ofTokens(VOCABULARY));
      write(network, keywords, target);
    }
  }

  private static void write(CaptionNetwork network, KeywordParts keywords, Path target)
      throws IOException {
    byte[] encoder = encoder();
    captioner(
            new EncoderEntry(
                "small-vgg", ModelBundle.ENCODER, ContentHash.sha256(encoder), null, null),
            encoder,
            network,
            keywords)
        .write(target);
  }

  /** One of these parts. */
  static BundleWriter captioner(
      EncoderEntry entry, byte[] encoder, CaptionNetwork network, KeywordParts keywords)
      throws IOException {
    return BundleWriter.captioner(
        "toy",
        entry,
        encoder,
        network,
        VOCABULARY,
        new GenerationEntry(3, 20, 1, null),
        keywords,
        provenance(),
        "none");
  }

  /** Not the weights of any encoder. */
  private static byte[] encoder() throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("conv1.weight", Tensor.f16(new float[] {1, 2}, 2));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsFile.write(out, tensors, Map.of());
    return out.toByteArray();
  }
}
