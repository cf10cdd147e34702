package org.showtell.app.bundle;

import com.fasterxml.jackson.annotation.JsonAlias;
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
import java.util.function.Function;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Stack;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.SafetensorsFile;

/** What the bundles of text models have in common: no encoder, one network and its symbols. */
record TextBundle<C>(BundleFiles files, Network network, C config, TextVocabulary vocabulary) {
  private static final String SYMBOLS = "symbols.txt";

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * {@code model.json}, with one of the two networks.
   *
   * @param provenance where the weights come from, by name
   * @param licence terms of the weights
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Manifest(
      int formatVersion,
      String name,
      Network language,
      Network sequence,
      Map<String, String> provenance,
      String licence) {}

  /**
   * The network: its weight file and hash, what a symbol is, and its sizes; what is null is said
   * only of the other kind.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Network(
      String weights,
      String sha256,
      String level,
      @JsonAlias("symbols") int vocabularySize,
      String cell,
      int embeddingSize,
      int units,
      int layers,
      boolean skip,
      double dropout,
      double layerDropout,
      Boolean learnedStart,
      Integer longest,
      Boolean reverse,
      Boolean bidirectional,
      Boolean attention) {

    Stack stack() {
      return new Stack(ManifestJson.oneOf(CellType.class, "cell", cell), layers, skip, layerDropout)
          .withLearnedStart(Boolean.TRUE.equals(learnedStart));
    }
  }

  /**
   * Of files with a network of one kind.
   *
   * @param part which of the two networks
   * @param facts the network's configuration, with its checks
   * @param what the model must be, where the other kind is refused; null to return null for it
   */
  static <C> TextBundle<C> of(
      BundleFiles files, Function<Manifest, Network> part, Function<Network, C> facts, String what)
      throws IOException {
    Manifest manifest;
    try {
      manifest = MAPPER.readValue(files.get(ModelBundle.MANIFEST), Manifest.class);
    } catch (JsonProcessingException e) {
      throw ManifestJson.unreadable(files.where(), e);
    }
    Network network = manifest == null ? null : part.apply(manifest);
    if (network == null && what == null) {
      return null;
    }
    if (network == null) {
      throw files.wrong("%s", what);
    }
    C config;
    TextVocabulary vocabulary;
    try {
      config = facts.apply(network);
      vocabulary =
          TextVocabulary.parse(
              ManifestJson.oneOf(TextVocabulary.Level.class, "level", network.level()),
              new String(files.get(SYMBOLS), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(
          "%s: the network in %s: %s"
              .formatted(files.where(), ModelBundle.MANIFEST, e.getMessage()),
          e);
    }
    if (vocabulary.size() != network.vocabularySize()) {
      throw files.wrong(
          "%s must have %d symbols, but got %d",
          SYMBOLS, network.vocabularySize(), vocabulary.size());
    }
    String found = ContentHash.sha256(files.get(network.weights()));
    if (!found.equalsIgnoreCase(network.sha256())) {
      throw files.wrong(
          "the SHA-256 of %s must be %s, but got %s; the bundle is damaged, get it again",
          network.weights(), network.sha256(), found);
    }
    return new TextBundle<>(files, network, config, vocabulary);
  }

  /** The weights of these names and shapes. */
  Map<String, float[]> weights(Map<String, int[]> shapes) throws IOException {
    Map<String, float[]> weights = new LinkedHashMap<>();
    String name = network.weights();
    try (SafetensorsFile file = SafetensorsFile.read(files.get(name), files.where() + "!" + name)) {
      for (Map.Entry<String, int[]> entry : shapes.entrySet()) {
        int[] shape = entry.getValue();
        weights.put(entry.getKey(), file.floats(entry.getKey(), List.of(shape[0], shape[1])));
      }
    }
    return weights;
  }

  /**
   * Writes a bundle; the same model gives the same bytes.
   *
   * @param target a .zip or a folder
   * @param what the model is, for its card
   */
  static void write(
      Path target, Manifest manifest, String what, byte[] weights, TextVocabulary vocabulary)
      throws IOException {
    Network network = manifest.language() == null ? manifest.sequence() : manifest.language();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(ModelBundle.MANIFEST, MAPPER.writeValueAsBytes(manifest));
    StringBuilder card = new StringBuilder("# " + manifest.name() + "\n\nA Showtell " + what);
    card.append("\n\n| | |\n|---|---|\n");
    manifest.provenance().forEach((key, value) -> card.append("| " + key + " | " + value + " |\n"));
    card.append("\n## Terms\n\n").append(manifest.licence()).append('\n');
    files.put(ModelBundle.CARD, card.toString().getBytes(StandardCharsets.UTF_8));
    files.put(SYMBOLS, vocabulary.lines().getBytes(StandardCharsets.UTF_8));
    files.put(network.weights(), weights);
    BundleWriter.of(files).write(target);
  }
}
