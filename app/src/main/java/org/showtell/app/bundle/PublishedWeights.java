package org.showtell.app.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.showtell.encoder.download.Checksum;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.WeightSource;

/** Weight files of presets that are published, told from others by their checksums alone. */
public record PublishedWeights(List<EncoderPreset> presets) {
  /** Keeps those that are published somewhere. */
  public PublishedWeights {
    presets = presets.stream().filter(preset -> !preset.sources().isEmpty()).toList();
  }

  /** Those of all presets. */
  public static PublishedWeights ofAllPresets() {
    return new PublishedWeights(EncoderPreset.names().stream().map(EncoderPreset::named).toList());
  }

  /** The preset of that name, if its weights are published somewhere. */
  public Optional<EncoderPreset> preset(String name) {
    return presets.stream().filter(preset -> preset.name().equals(name)).findFirst();
  }

  /**
   * Whether a path is a file with the extension of a weight file; it is not opened. A zip is taken
   * for a bundle.
   */
  public boolean isWeightFile(Path path) {
    return Files.isRegularFile(path)
        && !extension(path.toString()).equals("zip")
        && !sourcesLike(path).isEmpty();
  }

  private record Candidate(EncoderPreset preset, WeightSource source) {}

  private List<Candidate> sourcesLike(Path path) {
    List<Candidate> candidates = new ArrayList<>();
    for (EncoderPreset preset : presets) {
      for (WeightSource source : preset.sources()) {
        if (extension(source.fileName()).equals(extension(path.toString()))) {
          candidates.add(new Candidate(preset, source));
        }
      }
    }
    return candidates;
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The preset whose weights a file has.
   *
   * @throws ModelBundleException if it is none's, with the file's checksum and the known ones
   */
  public EncoderPreset presetOf(Path file) throws IOException, InterruptedException {
    Map<String, Checksum> found = new HashMap<>();
    List<String> known = new ArrayList<>();
    for (Candidate candidate : sourcesLike(file)) {
      Checksum expected = Checksum.parse(candidate.source().digest());
      Checksum actual = found.get(expected.algorithm());
      if (actual == null) {
        actual = expected.ofFile(file, read -> {});
        found.put(expected.algorithm(), actual);
      }
      if (actual.equals(expected)) {
        return candidate.preset();
      }
      known.add(candidate.preset().name() + " has " + expected);
    }
    String checksums =
        String.join(" and ", found.values().stream().map(Checksum::toString).sorted().toList());
    throw new ModelBundleException(
        "not the weights of a known encoder: the file has %s, but %s"
            .formatted(checksums, String.join(", ", known)));
  }
}
