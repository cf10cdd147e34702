package org.showtell.app.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Stack;
import org.showtell.decoder.language.LanguageConfig;
import org.showtell.decoder.language.LanguageNetwork;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.SafetensorsFile;

/**
 * A language model as it is stored: the files of a bundle without an encoder. {@code model.json}
 * has a part {@code language} in the place of a captioner. Immutable.
 */
public final class LanguageBundle {
  static final String WEIGHTS = "language.safetensors";
  static final String SYMBOLS = "symbols.txt";

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private final BundleFiles files;
  private final Manifest manifest;
  private final LanguageConfig config;
  private final TextVocabulary vocabulary;

  /**
   * {@code model.json}.
   *
   * @param language the network
   * @param provenance where its weights come from, by name
   * @param licence terms of the weights
   */
  record Manifest(
      int formatVersion,
      String name,
      LanguageEntry language,
      Map<String, String> provenance,
      String licence) {}

  /** The network: its weight file and hash, what a symbol is, and {@code LanguageConfig}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LanguageEntry(
      String weights,
      String sha256,
      String level,
      int vocabularySize,
      String cell,
      int embeddingSize,
      int units,
      int layers,
      boolean skip,
      double dropout,
      double layerDropout) {

    private static LanguageEntry of(
        LanguageConfig config, TextVocabulary.Level level, String hash) {
      Stack stack = config.stack();
      return new LanguageEntry(
          WEIGHTS,
          hash,
          level.name(),
          config.vocabulary(),
          stack.cell().name(),
          config.embedding(),
          config.units(),
          stack.layers(),
          stack.skip(),
          config.dropout(),
          stack.dropout());
    }

    private LanguageConfig config() {
      CellType type = CellType.valueOf(String.valueOf(cell));
      return new LanguageConfig(
          vocabularySize,
          embeddingSize,
          units,
          new Stack(type, layers, skip, layerDropout),
          dropout);
    }
  }

  private LanguageBundle(BundleFiles files) throws IOException {
    this.files = files;
    try {
      manifest = MAPPER.readValue(files.get(ModelBundle.MANIFEST), Manifest.class);
    } catch (JsonProcessingException e) {
      throw ManifestJson.unreadable(files.where(), e);
    }
    if (manifest == null || manifest.language() == null) {
      throw files.wrong(
          "this model writes no text; name one that showtell train language has made");
    }
    try {
      config = manifest.language().config();
      vocabulary =
          TextVocabulary.parse(
              TextVocabulary.Level.valueOf(String.valueOf(manifest.language().level())),
              new String(files.get(SYMBOLS), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(
          files.where() + ": language in " + ModelBundle.MANIFEST + ": " + e.getMessage(), e);
    }
    if (vocabulary.size() != config.vocabulary()) {
      throw files.wrong(
          "%s must have %d symbols, but got %d", SYMBOLS, config.vocabulary(), vocabulary.size());
    }
    String found = ContentHash.sha256(files.get(WEIGHTS));
    if (!found.equalsIgnoreCase(manifest.language().sha256())) {
      throw files.wrong(
          "the SHA-256 of %s must be %s, but got %s; the bundle is damaged, get it again",
          WEIGHTS, manifest.language().sha256(), found);
    }
  }

  /** Reads a bundle from a folder or a zip file. */
  public static LanguageBundle read(Path path) throws IOException {
    return new LanguageBundle(BundleFiles.read(path));
  }

  /** What a symbol is, and all of them. */
  public TextVocabulary vocabulary() {
    return vocabulary;
  }

  /** The network; the caller closes it. */
  public LanguageNetwork open() throws IOException {
    Map<String, float[]> weights = new LinkedHashMap<>();
    try (SafetensorsFile file =
        SafetensorsFile.read(files.get(WEIGHTS), files.where() + "!" + WEIGHTS)) {
      for (Map.Entry<String, int[]> entry : LanguageNetwork.weightShapes(config).entrySet()) {
        int[] shape = entry.getValue();
        weights.put(entry.getKey(), file.floats(entry.getKey(), List.of(shape[0], shape[1])));
      }
    }
    return LanguageNetwork.restore(config, weights);
  }

  /**
   * Writes a language model; the same model gives the same bytes.
   *
   * @param target a .zip or a folder
   * @param network stays the caller's
   * @param provenance by name, for the model card and {@code model.json}
   */
  public static void write(
      Path target,
      String name,
      LanguageNetwork network,
      TextVocabulary vocabulary,
      Map<String, String> provenance,
      String licence)
      throws IOException {
    LanguageConfig config = network.config();
    byte[] weights =
        BundleWriter.weights(network.parameters().copies(), LanguageNetwork.weightShapes(config));
    LanguageEntry entry = LanguageEntry.of(config, vocabulary.level(), ContentHash.sha256(weights));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        ModelBundle.MANIFEST,
        MAPPER.writeValueAsBytes(
            new Manifest(ModelManifest.FORMAT_VERSION, name, entry, provenance, licence)));
    files.put(
        ModelBundle.CARD,
        card(name, "language model: it writes text with `showtell sample`.", provenance, licence));
    files.put(SYMBOLS, vocabulary.lines().getBytes(StandardCharsets.UTF_8));
    files.put(WEIGHTS, weights);
    BundleWriter.of(files).write(target);
  }

  /** A model card of a model without an encoder. */
  static byte[] card(String name, String what, Map<String, String> provenance, String licence) {
    StringBuilder card = new StringBuilder("# " + name + "\n\nA Showtell " + what);
    card.append("\n\n| | |\n|---|---|\n");
    provenance.forEach((key, value) -> card.append("| " + key + " | " + value + " |\n"));
    card.append("\n## Terms\n\n").append(licence).append('\n');
    return card.toString().getBytes(StandardCharsets.UTF_8);
  }
}
