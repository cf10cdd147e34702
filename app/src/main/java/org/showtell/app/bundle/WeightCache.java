package org.showtell.app.bundle;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.showtell.encoder.download.Checksum;
import org.showtell.encoder.download.DownloadRequest;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.WeightSource;

/**
 * Where the weights of presets are that do not ship with the program: {@code
 * CACHE/weights/PRESET/FILE}, under their publisher's name. A file may be put there by hand.
 *
 * @param folder the cache folder of the program
 */
public record WeightCache(Path folder) {
  public WeightCache {
    Objects.requireNonNull(folder, "folder");
  }

  /** The place of a preset's usual weight file; refused if it is published nowhere. */
  public Path file(EncoderPreset preset) {
    if (preset.sources().isEmpty()) {
      throw new IllegalArgumentException(
          "the weights of "
              + preset.name()
              + " are no download; the encoder of the starter has those of efficientnet-lite2");
    }
    return file(preset, preset.sources().get(0));
  }

  /** The place of one of a preset's weight files. */
  public Path file(EncoderPreset preset, WeightSource source) {
    return folder(preset).resolve(source.fileName());
  }

  /** The folder of a preset's weight files. */
  public Path folder(EncoderPreset preset) {
    return folder.resolve("weights").resolve(preset.name());
  }

  /**
   * What to fetch for a preset: its usual file, to its place here.
   *
   * @param mirror where else the very same file is
   */
  public DownloadRequest request(EncoderPreset preset, Optional<URI> mirror) {
    Path file = file(preset);
    WeightSource source = preset.sources().get(0);
    return new DownloadRequest(
        mirror.orElse(source.url()), file, Checksum.parse(source.digest()), source.bytes());
  }

  /**
   * The preset's weight file. A download was checked before it came to lie there; a file that was
   * put there by hand is checked by {@code models verify}.
   *
   * @throws ModelBundleException if it is not there; the message is the one command to run
   */
  public Path require(EncoderPreset preset) throws ModelBundleException {
    Path file = file(preset);
    if (!Files.isRegularFile(file)) {
      throw new ModelBundleException(
          "The weights of %1$s are not on this machine (%2$s); showtell models download %1$s fetches them"
              .formatted(preset.name(), file));
    }
    return file;
  }
}
