package org.showtell.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.showtell.app.model.ModelBundle;
import org.showtell.app.model.ModelCatalog;
import org.showtell.app.model.ModelManifest;
import org.showtell.app.pipeline.FailureReason;
import org.showtell.decoder.CaptionNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code showtell models}: which there are, what they are, and whether a file is a whole one. */
@Command(
    name = "models",
    description = "Lists, shows and checks models.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  showtell models list",
      "  showtell models show starter",
      "  showtell models verify mine.zip"
    })
final class ModelsCommand {
  private final CommandContext context;

  @Mixin private CommonOptions common;

  ModelsCommand(CommandContext context) {
    this.context = context;
  }

  @Command(
      name = "list",
      description = "Lists the models that ship with the program: name, encoder, score, data.",
      footer = {"", "Example:", "  showtell models list"})
  int list(@Mixin CommonOptions options) throws IOException {
    options.apply(context.terminal());
    int exitCode = ExitCode.DONE;
    for (String name : ModelCatalog.shipped()) {
      try {
        print(name + "\t" + summary(ModelCatalog.open(name)));
      } catch (IOException e) {
        context.terminal().error(name + ": " + FailureReason.of(e));
        exitCode = ExitCode.SOME_FAILED;
      }
    }
    return exitCode;
  }

  @Command(
      name = "show",
      description = "Shows a model's card: what it learnt, how well, and its terms.",
      footer = {"", "Example:", "  showtell models show starter"})
  int show(
      @Parameters(paramLabel = "NAME|FILE", description = "A shipped model, a folder or a zip.")
          String model,
      @Mixin CommonOptions options)
      throws IOException {
    options.apply(context.terminal());
    try {
      ModelBundle bundle = ModelCatalog.open(model);
      print(bundle.card().isBlank() ? summary(bundle) : bundle.card().stripTrailing());
      return ExitCode.DONE;
    } catch (IOException e) {
      context.terminal().error(FailureReason.of(e));
      return ExitCode.UNUSABLE;
    }
  }

  @Command(
      name = "verify",
      description = "Checks that a model is whole: its files, hashes, shapes and weights.",
      footer = {"", "Example:", "  showtell models verify mine.zip"})
  int verify(
      @Parameters(
              arity = "1..*",
              paramLabel = "FILE",
              description = "Folders or zips, or names of shipped models.")
          List<String> models,
      @Mixin CommonOptions options)
      throws IOException {
    options.apply(context.terminal());
    int exitCode = ExitCode.DONE;
    for (String model : models) {
      try {
        print(model + "\t" + verified(ModelCatalog.open(model)));
      } catch (IOException | IllegalArgumentException e) {
        context.terminal().error(model + ": " + FailureReason.of(e));
        exitCode = ExitCode.SOME_FAILED;
      }
    }
    return exitCode;
  }

  // Reading has checked the hashes; building the networks checks the shapes.
  private static String verified(ModelBundle bundle) throws IOException {
    ModelManifest manifest = bundle.manifest();
    StringBuilder parts = new StringBuilder("whole");
    if (manifest.encoder().weights() != null) {
      bundle.openEncoder().close();
      parts.append(", encoder ").append(manifest.encoder().preset());
    }
    if (manifest.captioner() != null) {
      try (CaptionNetwork network = bundle.openCaptioner()) {
        parts.append(String.format(Locale.ROOT, ", %,d caption weights", weights(network)));
      }
    }
    return parts.toString();
  }

  private static long weights(CaptionNetwork network) {
    return network.weights().values().stream().mapToLong(values -> values.length).sum();
  }

  private static String summary(ModelBundle bundle) {
    ModelManifest manifest = bundle.manifest();
    StringBuilder line = new StringBuilder("encoder ").append(manifest.encoder().preset());
    if (manifest.provenance() != null) {
      line.append(
          String.format(
              Locale.ROOT,
              "\t%s %.4f\t%s",
              manifest.provenance().metric(),
              manifest.provenance().score(),
              manifest.provenance().data()));
    }
    return line.toString();
  }

  private void print(String text) throws IOException {
    context.terminal().data().write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
