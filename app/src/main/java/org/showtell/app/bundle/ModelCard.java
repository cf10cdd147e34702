package org.showtell.app.bundle;

import java.util.Locale;
import java.util.Map;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.app.bundle.ModelManifest.KeywordsEntry;

/** The README.md of a bundle: what the model is, what it learnt from, what it can be held to. */
final class ModelCard {
  private ModelCard() {}

  static String of(ModelManifest manifest) {
    StringBuilder card = new StringBuilder();
    card.append("# ").append(manifest.name()).append("\n\n");
    if (manifest.captioner() != null) {
      card.append("A Showtell caption model: it describes a photo in one English sentence.\n\n");
      card.append("| | |\n|---|---|\n");
      row(card, "encoder", encoder(manifest.encoder()));
      row(card, "decoder", facts(manifest.captioner().decoder()));
      if (manifest.keywords() != null) {
        row(card, "keywords", keywords(manifest.keywords()));
      }
      history(card, manifest.provenance(), "captions");
    }
    if (manifest.captioner() == null && manifest.keywords() != null) {
      card.append("A Showtell keyword model: it says which words fit a photo.\n\n");
      card.append("| | |\n|---|---|\n");
      row(card, "encoder", encoder(manifest.encoder()));
      row(card, "keywords", keywords(manifest.keywords()));
      history(card, manifest.provenance(), "captions");
    }
    if (manifest.vqa() != null) {
      card.append(manifest.captioner() == null ? "" : "\n## Answers\n\n");
      card.append("A Showtell answering model: it answers questions about a photo.\n\n");
      card.append("| | |\n|---|---|\n");
      row(card, "encoder", encoder(manifest.encoder()));
      row(card, "network", facts(manifest.vqa().network()));
      history(card, manifest.vqa().provenance(), "questions");
      card.append("\nTerms: ").append(manifest.vqa().licence()).append('\n');
    }
    card.append("\n## Terms\n\n").append(manifest.licence()).append("\n\n## Limits\n\n");
    card.append(
        "It says what its training data say: other subjects, text in pictures, exact counts\n"
            + "and rare objects are often wrong. It guesses gender and age from looks, as its\n"
            + "training data did. Do not rely on it where a mistake does harm.\n");
    return card.toString();
  }

  private static void history(StringBuilder card, Provenance p, String examples) {
    row(card, "trained on", p.data() + ", split " + p.split());
    row(card, "images, " + examples, p.images() + ", " + p.captions());
    row(card, "measured on", p.devData());
    row(card, p.metric(), String.format(Locale.ROOT, "%.4f (epoch %d)", p.score(), p.epoch()));
    for (Map.Entry<String, Double> score : p.scores().entrySet()) {
      row(card, score.getKey(), String.format(Locale.ROOT, "%.4f", score.getValue()));
    }
    row(card, "command", "`" + p.command() + "`");
    row(card, "made", p.created());
    for (Map.Entry<String, String> version : p.versions().entrySet()) {
      row(card, version.getKey(), version.getValue());
    }
    for (Map.Entry<String, String> setting : p.settings().entrySet()) {
      row(card, setting.getKey(), setting.getValue());
    }
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
      return String.format(
          "%1$s, pictures of %2$dx%2$d",
          encoder.preset().equals(BundledEncoder.NAME)
              ? "learnt with the model: " + encoder.own().layers()
              : encoder.preset(),
          encoder.own().size());
    }
    return encoder.weights() != null
        ? encoder.preset()
        : encoder.preset()
            + "; its weights are not in here: "
            + encoder.source()
            + ", SHA-256 of the numbers "
            + encoder.sha256();
  }

  private static void row(StringBuilder card, String name, String value) {
    card.append("| ").append(name).append(" | ").append(value.replace("|", "\\|")).append(" |\n");
  }
}
