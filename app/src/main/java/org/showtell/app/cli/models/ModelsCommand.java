package org.showtell.app.cli.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.bundle.ModelManifest;
import org.showtell.app.bundle.PublishedWeights;
import org.showtell.app.bundle.WeightCache;
import org.showtell.app.cli.terminal.CacheFolder;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.input.FailureReason;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.encoder.preset.EncoderPreset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code showtell models}: which there are, what they are, and whether a file is a whole one. */
@Command(
    name = "models",
    description = "Lists, shows, fetches and checks models.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  showtell models list",
      "  showtell models show starter",
      "  showtell models download vgg16",
      "  showtell models verify mine.zip"
    })
public final class ModelsCommand {
  private final CommandContext context;
  private final WeightCache cache;
  private final PublishedWeights weights = PublishedWeights.ofAllPresets();

  @Mixin private CommonOptions common;

  public ModelsCommand(CommandContext context) {
    this.context = context;
    this.cache = new WeightCache(CacheFolder.of(context.surroundings().environment()));
  }

  @Command(
      name = "list",
      description = {
        "Lists the models that ship with the program: name, encoder, score, data.",
        "Then the encoders to train models with."
      },
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
    for (EncoderPreset preset : encoders()) {
      print(new PresetText(cache).line(preset));
    }
    return exitCode;
  }

  /** Those that are no model's name. */
  private static List<EncoderPreset> encoders() {
    return EncoderPreset.names().stream()
        .filter(name -> !ModelCatalog.shipped().contains(name))
        .map(EncoderPreset::named)
        .toList();
  }

  @Command(
      name = "show",
      description = "Shows a model's card: what it learnt, how well, and its terms.",
      footer = {"", "Example:", "  showtell models show starter"})
  int show(
      @Parameters(
              paramLabel = "NAME|FILE",
              description = "A model or an encoder of the list, a folder or a zip.")
          String model,
      @Mixin CommonOptions options)
      throws IOException {
    options.apply(context.terminal());
    Optional<EncoderPreset> preset =
        encoders().stream().filter(encoder -> encoder.name().equals(model)).findFirst();
    if (preset.isPresent()) {
      print(new PresetText(cache).card(preset.get()));
      return ExitCode.DONE;
    }
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
      description = {
        "Checks that a model is whole: its files, hashes, shapes and weights.",
        "Of a published weight file, that it is the published one."
      },
      footer = {
        "",
        "Examples:",
        "  showtell models verify mine.zip",
        "  showtell models verify vgg16"
      })
  int verify(
      @Parameters(
              arity = "1..*",
              paramLabel = "FILE",
              description = "Folders, zips, weight files, or names of the list.")
          List<String> models,
      @Mixin CommonOptions options)
      throws IOException {
    options.apply(context.terminal());
    int exitCode = ExitCode.DONE;
    for (String model : models) {
      try {
        print(model + "\t" + verified(model));
      } catch (InterruptedException e) {
        return ExitCode.SOME_FAILED;
      } catch (IOException | IllegalArgumentException e) {
        context.terminal().error(model + ": " + FailureReason.of(e));
        exitCode = ExitCode.SOME_FAILED;
      }
    }
    return exitCode;
  }

  private String verified(String model) throws IOException, InterruptedException {
    Optional<EncoderPreset> preset = weights.preset(model);
    Path file = preset.isPresent() ? cache.require(preset.get()) : Path.of(model);
    if (weights.isWeightFile(file)) {
      return "whole, the weights of " + weights.presetOf(file).name();
    }
    return verified(ModelCatalog.open(model));
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
    if (bundle.detectsWords()) {
      parts.append(
          String.format(Locale.ROOT, ", %,d keywords", bundle.keywords().config().words()));
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
              manifest.provenance().result().metric(),
              manifest.provenance().result().score(),
              manifest.provenance().dataset().data()));
    }
    return line.toString();
  }

  private void print(String text) throws IOException {
    context.terminal().data().write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
