package org.showtell.app.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.Stack;
import org.showtell.decoder.sequence.SequenceConfig;
import org.showtell.decoder.sequence.SequenceNetwork;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.nn.Check;

/**
 * An encoder-decoder of text as it is stored, as a {@link LanguageBundle} is: {@code model.json}
 * has a part {@code sequence}. Immutable.
 */
public final class SequenceBundle {
  private static final String WEIGHTS = "sequence.safetensors";

  private final TextBundle<SequenceConfig> text;

  private SequenceBundle(TextBundle<SequenceConfig> text) {
    this.text = text;
  }

  private static SequenceConfig config(TextBundle.Network network) {
    Check.that(
        network.longest() != null && network.longest() > 0,
        "longest must be at least 1",
        network.longest());
    return new SequenceConfig(
        network.vocabularySize(),
        network.embeddingSize(),
        network.units(),
        network.stack(),
        Boolean.TRUE.equals(network.reverse()),
        Boolean.TRUE.equals(network.bidirectional()),
        Boolean.TRUE.equals(network.attention()),
        network.dropout());
  }

  /**
   * Reads a bundle from a folder or a zip file.
   *
   * @return null if it holds another model
   */
  public static SequenceBundle readIfOne(Path path) throws IOException {
    TextBundle<SequenceConfig> text =
        TextBundle.of(
            BundleFiles.read(path), TextBundle.Manifest::sequence, SequenceBundle::config, null);
    return text == null ? null : new SequenceBundle(text);
  }

  /** The symbols of inputs and outputs. */
  public TextVocabulary vocabulary() {
    return text.vocabulary();
  }

  /** Symbols of the longest output that was learned. */
  public int longest() {
    return text.network().longest();
  }

  /** The network; the caller closes it. */
  public SequenceNetwork open() throws IOException {
    SequenceConfig config = text.config();
    return SequenceNetwork.restore(config, text.weights(SequenceNetwork.weightShapes(config)));
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
    TextBundle.Network entry =
        new TextBundle.Network(
            WEIGHTS,
            ContentHash.sha256(weights),
            vocabulary.level().name(),
            config.symbols(),
            stack.cell().name(),
            config.embedding(),
            config.units(),
            stack.layers(),
            stack.skip(),
            config.dropout(),
            stack.dropout(),
            stack.learnedStart() ? true : null,
            longest,
            config.reverse(),
            config.bidirectional(),
            config.attention());
    TextBundle.write(
        target,
        new TextBundle.Manifest(
            ModelManifest.FORMAT_VERSION, name, null, entry, provenance, licence),
        "model of pairs of texts: it writes an output for an input.",
        weights,
        vocabulary);
  }
}
