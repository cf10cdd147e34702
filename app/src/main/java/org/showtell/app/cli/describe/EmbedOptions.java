package org.showtell.app.cli.describe;

import java.util.List;
import java.util.Optional;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.output.embed.Backup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of captions inside photos. */
final class EmbedOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--embed",
      fallbackValue = "true",
      description =
          "Write the caption into the photo itself too (JPEG, PNG, WebP: XMP, IPTC, EXIF); needs"
              + " --backup or --no-backup (default: no).")
  private boolean embed;

  @Option(
      names = "--backup",
      fallbackValue = "true",
      description = "With --embed: keep each photo as it was as photo.jpg.bak (default: no).")
  private boolean backup;

  @Option(
      names = "--no-backup",
      fallbackValue = "true",
      description = "With --embed: keep nothing of the photos as they were (default: no).")
  private boolean noBackup;

  /** What becomes of photos that captions are written into; empty where none are. */
  Optional<Backup> backup() {
    List<String> typed = Usage.typed(command, List.of("--backup", "--no-backup"));
    if (typed.size() > 1) {
      throw Usage.contradiction(command, typed);
    }
    if (!embed) {
      if (!typed.isEmpty()) {
        throw Usage.wrong(command, typed.get(0) + " is about --embed: add it, or leave both out");
      }
      return Optional.empty();
    }
    boolean keeps = typed.isEmpty() ? backup : typed.contains("--backup");
    boolean drops = typed.isEmpty() ? noBackup : typed.contains("--no-backup");
    if (keeps == drops) {
      throw Usage.wrong(
          command,
          "--embed changes the photos themselves: add --backup to keep each as it was, or"
              + " --no-backup");
    }
    return Optional.of(keeps ? Backup.KEEP : Backup.NONE);
  }
}
