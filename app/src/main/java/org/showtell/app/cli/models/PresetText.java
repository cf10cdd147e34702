package org.showtell.app.cli.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.showtell.app.bundle.WeightCache;
import org.showtell.encoder.download.ByteCount;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.preset.WeightSource;

/** What {@code showtell models} prints about encoders whose weights do not ship. */
record PresetText(WeightCache cache) {
  /** A line of the list: name, kind, whether its weights are there, score. */
  String line(EncoderPreset preset) {
    return preset.name() + "\tencoder only, " + state(preset) + "\t" + preset.publishedMetric();
  }

  private String state(EncoderPreset preset) {
    if (preset.sources().isEmpty()) {
      return preset.origin() == WeightOrigin.GOOGLE
          ? "in the model that ships (--encoder starter), or --weights FILE"
          : "in models that were trained with it, or --weights FILE";
    }
    return isHere(preset)
        ? "downloaded"
        : "not downloaded (showtell models download " + preset.name() + ")";
  }

  String card(EncoderPreset preset) throws IOException {
    StringBuilder text = new StringBuilder("# ").append(preset.name()).append("\n\n");
    text.append("An encoder of ").append(preset.preprocessing().width()).append(" x ");
    text.append(preset.preprocessing().height())
        .append(" pixels without a captioner: train one on it.\n");
    text.append("Score: ").append(preset.publishedMetric()).append(".\n");
    if (preset.sources().isEmpty()) {
      return text.append("Weights: ")
          .append(state(preset))
          .append("; a model that is trained with it carries them.")
          .toString();
    }
    Path file = cache.file(preset);
    text.append("Weights here: ")
        .append(
            isHere(preset)
                ? file + ", " + ByteCount.text(Files.size(file))
                : "none; showtell models download " + preset.name() + " puts them at " + file)
        .append("\n\nPublished weights:\n");
    for (WeightSource source : preset.sources()) {
      text.append("- ").append(source.url()).append("\n  ").append(source.digest());
      if (source.bytes() > 0) {
        text.append(", ").append(ByteCount.text(source.bytes()));
      }
      text.append("\n  ").append(source.licence()).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private boolean isHere(EncoderPreset preset) {
    return Files.isRegularFile(cache.file(preset));
  }
}
