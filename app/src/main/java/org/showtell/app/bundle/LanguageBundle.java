package org.showtell.app.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.Stack;
import org.showtell.decoder.language.LanguageConfig;
import org.showtell.decoder.language.LanguageNetwork;
import org.showtell.encoder.weights.ContentHash;

/**
 * A language model as it is stored: the files of a bundle without an encoder. {@code model.json}
 * has a part {@code language} in the place of a captioner. Immutable.
 */
public final class LanguageBundle {
  private static final String WEIGHTS = "language.safetensors";

  private final TextBundle<LanguageConfig> text;

  private LanguageBundle(TextBundle<LanguageConfig> text) {
    this.text = text;
  }

  /** Reads a bundle from a folder or a zip file. */
  public static LanguageBundle read(Path path) throws IOException {
    return new LanguageBundle(
        TextBundle.of(
            BundleFiles.read(path),
            TextBundle.Manifest::language,
            network ->
                new LanguageConfig(
                    network.vocabularySize(),
                    network.embeddingSize(),
                    network.units(),
                    network.stack(),
                    network.dropout()),
            "this model writes no text; name one that showtell train language has made"));
  }

  /** What a symbol is, and all of them. */
  public TextVocabulary vocabulary() {
    return text.vocabulary();
  }

  /** The network; the caller closes it. */
  public LanguageNetwork open() throws IOException {
    LanguageConfig config = text.config();
    return LanguageNetwork.restore(config, text.weights(LanguageNetwork.weightShapes(config)));
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
    Stack stack = config.stack();
    byte[] weights =
        BundleWriter.weights(network.parameters().copies(), LanguageNetwork.weightShapes(config));
    TextBundle.Network entry =
        new TextBundle.Network(
            WEIGHTS,
            ContentHash.sha256(weights),
            vocabulary.level().name(),
            config.vocabulary(),
            stack.cell().name(),
            config.embedding(),
            config.units(),
            stack.layers(),
            stack.skip(),
            config.dropout(),
            stack.dropout(),
            stack.learnedStart() ? true : null,
            null,
            null,
            null,
            null);
    TextBundle.write(
        target,
        new TextBundle.Manifest(
            ModelManifest.FORMAT_VERSION, name, entry, null, provenance, licence),
        "language model: it writes text with `showtell sample`.",
        weights,
        vocabulary);
  }
}
