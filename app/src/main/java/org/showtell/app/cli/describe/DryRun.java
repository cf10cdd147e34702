package org.showtell.app.cli.describe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.PhotoInputs;
import org.showtell.app.output.file.PrintableText;

/**
 * Lists what would be done, without a model and without changing anything: {@code caption}, {@code
 * skip} or {@code fail}, a tab, the path, and where there is one, a tab and the reason.
 */
final class DryRun {
  private final CommandContext context;

  DryRun(CommandContext context) {
    this.context = context;
  }

  /**
   * Walks everything.
   *
   * @return the exit code: 1 where something would fail
   */
  int list(List<String> paths, boolean recursive, InputFilter filter) {
    long photos = 0;
    long failed = 0;
    try (PhotoInputs inputs = new PhotoInputs(paths, recursive, context.surroundings().stdin())) {
      while (inputs.hasNext()) {
        InputEntry entry = inputs.next();
        entry = entry instanceof PhotoInput photo ? filter.apply(photo) : entry;
        photos += entry instanceof PhotoInput ? 1 : 0;
        failed += entry instanceof FailedInput ? 1 : 0;
        context.terminal().data().write(line(entry).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      return ExitCode.SOME_FAILED; // the reader of the list has gone
    }
    context.terminal().note(photos + (photos == 1 ? " photo" : " photos") + " would be captioned");
    return failed == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
  }

  private static String line(InputEntry entry) {
    String path = PrintableText.of(entry.path());
    if (entry instanceof IgnoredInput ignored) {
      return "skip\t" + path + "\t" + PrintableText.of(ignored.reason()) + "\n";
    }
    if (entry instanceof FailedInput failed) {
      return "fail\t" + path + "\t" + PrintableText.of(failed.error()) + "\n";
    }
    return "caption\t" + path + "\n";
  }
}
