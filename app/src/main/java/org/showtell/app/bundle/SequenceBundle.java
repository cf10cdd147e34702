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
import org.showtell.decoder.sequence.SequenceConfig;
import org.showtell.decoder.sequence.SequenceNetwork;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.SafetensorsFile;

/**
 * An encoder-decoder of text as it is stored, as a {@link LanguageBundle} is: {@code model.json}
 * has a part {@code sequence}. Immutable.
 */
public final class SequenceBundle {
  private static final String WEIGHTS = "sequence.safetensors";

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private final BundleFiles files;
  private final SequenceConfig config;
  private final TextVocabulary vocabulary;
  private final int longest;

  /** {@code model.json}. */
  record Manifest(
      int formatVersion,
      String name,
      SequenceEntry sequence,
      Map<String, String> provenance,
      String licence) {}

  /**
   * The network: its weight file and hash, what a symbol is, and {@code SequenceConfig}.
   *
   * @param longest symbols of the longest output that was learned
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SequenceEntry(
      String weights,
      String sha256,
      String level,
      int longest,
      int symbols,
      String cell,
      int embeddingSize,
      int units,
      int layers,
      boolean skip,
      double layerDropout,
      boolean reverse,
      boolean bidirectional,
      boolean attention,
      double dropout) {

    private SequenceConfig config() {
      return new SequenceConfig(
          symbols,
          embeddingSize,
          units,
          new Stack(CellType.valueOf(String.valueOf(cell)), layers, skip, layerDropout),
          reverse,
          bidirectional,
          attention,
          dropout);
    }
  }

  private SequenceBundle(BundleFiles files, SequenceEntry entry) throws IOException {
    this.files = files;
    try {
      config = entry.config();
      vocabulary =
          TextVocabulary.parse(
              TextVocabulary.Level.valueOf(String.valueOf(entry.level())),
              new String(files.get(LanguageBundle.SYMBOLS), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(
          files.where() + ": sequence in " + ModelBundle.MANIFEST + ": " + e.getMessage(), e);
    }
    if (vocabulary.size() != config.symbols() || entry.longest() < 1) {
      throw files.wrong(
          "%s must have %d symbols and the longest output at least 1, but got %d and %d",
          LanguageBundle.SYMBOLS, config.symbols(), vocabulary.size(), entry.longest());
    }
    longest = entry.longest();
    String found = ContentHash.sha256(files.get(WEIGHTS));
    if (!found.equalsIgnoreCase(entry.sha256())) {
      throw files.wrong(
          "the SHA-256 of %s must be %s, but got %s; the bundle is damaged, get it again",
          WEIGHTS, entry.sha256(), found);
    }
  }

  /**
   * Reads a bundle from a folder or a zip file.
   *
   * @return null if it holds another model
   */
  public static SequenceBundle readIfOne(Path path) throws IOException {
    BundleFiles files = BundleFiles.read(path);
    try {
      Manifest manifest = MAPPER.readValue(files.get(ModelBundle.MANIFEST), Manifest.class);
      return manifest == null || manifest.sequence() == null
          ? null
          : new SequenceBundle(files, manifest.sequence());
    } catch (JsonProcessingException e) {
      throw new ModelBundleException(
          "%s: %s cannot be read: %s"
              .formatted(files.where(), ModelBundle.MANIFEST, e.getOriginalMessage()),
          e);
    }
  }

  /** The symbols of inputs and outputs. */
  public TextVocabulary vocabulary() {
    return vocabulary;
  }

  /** Symbols of the longest output that was learned. */
  public int longest() {
    return longest;
  }

  /** The network; the caller closes it. */
  public SequenceNetwork open() throws IOException {
    Map<String, float[]> weights = new LinkedHashMap<>();
    try (SafetensorsFile file =
        SafetensorsFile.read(files.get(WEIGHTS), files.where() + "!" + WEIGHTS)) {
      for (Map.Entry<String, int[]> entry : SequenceNetwork.weightShapes(config).entrySet()) {
        int[] shape = entry.getValue();
        weights.put(entry.getKey(), file.floats(entry.getKey(), List.of(shape[0], shape[1])));
      }
    }
    return SequenceNetwork.restore(config, weights);
  }

  /**
   * Writes an encoder-decoder; the same model gives the same bytes.
   *
   * @param target a .zip or a folder
   * @param longest symbols of the longest output
   * @param provenance by name, for the model card and {@code model.json}
   */
  public static void write(
      Path target,
      String name,
      SequenceConfig config,
      Map<String, float[]> values,
      TextVocabulary vocabulary,
      int longest,
      Map<String, String> provenance,
      String licence)
      throws IOException {
    byte[] weights = BundleWriter.weights(values, SequenceNetwork.weightShapes(config));
    Stack stack = config.stack();
    SequenceEntry entry =
        new SequenceEntry(
            WEIGHTS,
            ContentHash.sha256(weights),
            vocabulary.level().name(),
            longest,
            config.symbols(),
            stack.cell().name(),
            config.embedding(),
            config.units(),
            stack.layers(),
            stack.skip(),
            stack.dropout(),
            config.reverse(),
            config.bidirectional(),
            config.attention(),
            config.dropout());
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        ModelBundle.MANIFEST,
        MAPPER.writeValueAsBytes(
            new Manifest(ModelManifest.FORMAT_VERSION, name, entry, provenance, licence)));
    files.put(
        ModelBundle.CARD,
        LanguageBundle.card(
            name,
            "model of pairs of texts: it writes an output for an input.",
            provenance,
            licence));
    files.put(LanguageBundle.SYMBOLS, vocabulary.lines().getBytes(StandardCharsets.UTF_8));
    files.put(WEIGHTS, weights);
    BundleWriter.of(files).write(target);
  }
}
