package org.showtell.app.bundle;

import java.util.Locale;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.app.bundle.ModelManifest.KeywordsEntry;

/** The README.md of a bundle: what the model is, what it was trained on, how well it does. */
final class ModelCard {
  private ModelCard() {}

  static String of(ModelManifest manifest) {
    StringBuilder card = new StringBuilder("# " + manifest.name() + "\n\n");
    if (manifest.captioner() != null) {
      begin(card, manifest, "caption model: it describes a photo in one English sentence.");
      row(card, "decoder", facts(manifest.captioner().decoder()));
      if (manifest.keywords() != null) {
        row(card, "keywords", keywords(manifest.keywords()));
      }
      history(card, manifest.provenance(), "captions");
    }
    if (manifest.captioner() == null && manifest.keywords() != null) {
      begin(card, manifest, "keyword model: it says which words fit a photo.");
      row(card, "keywords", keywords(manifest.keywords()));
      history(card, manifest.provenance(), "captions");
    }
    if (manifest.labels() != null) {
      begin(card, manifest, "labelling model: it says which of its labels fits a video.");
      row(card, "labels", String.join(", ", manifest.labels().labels()));
      row(card, "network", facts(manifest.labels().network()));
      history(card, manifest.provenance(), "labels");
    }
    if (manifest.vqa() != null) {
      card.append(manifest.captioner() == null ? "" : "\n## Answers\n\n");
      begin(card, manifest, "answering model: it answers questions about a photo.");
      row(card, "network", facts(manifest.vqa().network()));
      history(card, manifest.vqa().provenance(), "questions");
      card.append("\nTerms: ").append(manifest.vqa().licence()).append('\n');
    }
    card.append("\n## Terms\n\n").append(manifest.licence()).append("\n\n## Limits\n\n");
    card.append(
        """
        It says what its training data say: other subjects, text in pictures, exact counts
        and rare objects are often wrong. It guesses gender and age from looks, as its
        training data did. Do not rely on it where a mistake does harm.
        """);
    return card.toString();
  }

  private static void begin(StringBuilder card, ModelManifest manifest, String what) {
    card.append("A Showtell ").append(what).append("\n\n| | |\n|---|---|\n");
    row(card, "encoder", encoder(manifest.encoder()));
  }

  private static void history(StringBuilder card, Provenance history, String examples) {
    Provenance.Data data = history.dataset();
    Provenance.Result result = history.result();
    row(card, "trained on", data.data() + ", split " + data.split());
    row(card, "images, " + examples, data.images() + ", " + data.captions());
    row(card, "measured on", result.devData());
    row(card, result.metric(), "%.4f (epoch %d)", result.score(), result.epoch());
    result.scores().forEach((name, score) -> row(card, name, "%.4f", score));
    row(card, "command", "`" + history.run().command() + "`");
    row(card, "made", history.environment().created());
    history.environment().versions().forEach((name, version) -> row(card, name, version));
    history.run().settings().forEach((name, setting) -> row(card, name, setting));
  }

  private static String keywords(KeywordsEntry entry) {
    return String.format(
        Locale.ROOT,
        "%d words, given from a probability of %.2f",
        entry.words(),
        entry.threshold());
  }

  /** A record's values by name, without those that are not there. */
  private static String facts(Record entry) {
    String values = entry.toString();
    return values
        .substring(values.indexOf('[') + 1, values.length() - 1)
        .replaceAll("(, )?\\w+=null", "")
        .replace('=', ' ');
  }

  private static String encoder(EncoderEntry encoder) {
    if (encoder.own() != null) {
      String name =
          encoder.preset().equals(BundledEncoder.NAME)
              ? "learnt with the model: " + encoder.own().layers()
              : encoder.preset();
      return "%1$s, pictures of %2$dx%2$d".formatted(name, encoder.own().size());
    }
    return encoder.weights() != null
        ? encoder.preset()
        : "%s; its weights are not in here: %s, SHA-256 of the numbers %s"
            .formatted(encoder.preset(), encoder.source(), encoder.sha256());
  }

  private static void row(StringBuilder card, String name, String format, Object... values) {
    row(card, name, String.format(Locale.ROOT, format, values));
  }

  private static void row(StringBuilder card, String name, String value) {
    card.append("| ").append(name).append(" | ").append(value.replace("|", "\\|")).append(" |\n");
  }
}
