package org.showtell.app.cli.models;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.bundle.ModelManifest;
import org.showtell.app.bundle.Provenance;
import org.showtell.app.bundle.PublishedWeights;
import org.showtell.app.bundle.WeightCache;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.input.FailureReason;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.encoder.download.DownloadRequest;
import org.showtell.encoder.preset.EncoderPreset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code showtell models}: lists, shows, downloads and verifies models and encoder weights. */
@Command(
    name = "models",
    description = "Lists, shows, downloads and verifies models and encoder weights.",
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
    this.cache = new WeightCache(context.surroundings().cacheFolder());
  }

  @Command(
      name = "list",
      description = {
        "Lists the models that ship, and the encoders to train new ones on.",
        "A line has the name, the encoder, the score and the training data."
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

  /** The presets that are not the name of a model. */
  private static List<EncoderPreset> encoders() {
    return EncoderPreset.names().stream()
        .filter(name -> !ModelCatalog.shipped().contains(name))
        .map(EncoderPreset::named)
        .toList();
  }

  @Command(
      name = "show",
      description = "Prints a model's card: training data, scores and licence.",
      footer = {"", "Example:", "  showtell models show starter"})
  int show(
      @Parameters(
              paramLabel = "NAME|FILE",
              description =
                  "A model or an encoder from 'models list', or a bundle: a folder or a zip.")
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
        "Checks that a model is complete: its files, hashes, shapes and weights.",
        "A published weight file is compared with its published checksum."
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
              description = "Bundles (folders or zips), weight files, or names from 'models list'.")
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

  @Command(
      name = "download",
      description = {
        "Downloads an encoder's weights into the cache folder and checks their checksum.",
        "Resumes partial downloads; a complete file is not downloaded again."
      },
      footer = {
        "",
        "Examples:",
        "  showtell models download vgg16",
        "  showtell models download vgg16-notop --url https://mirror.example/w.h5",
        "A proxy is taken from the environment: HTTPS_PROXY=http://proxy.example:3128"
      })
  int download(
      @Parameters(paramLabel = "NAME", description = "An encoder from 'models list'.") String name,
      @Option(
              names = "--url",
              paramLabel = "U",
              description =
                  "Mirror of the file; its checksum must be the published one (default: the"
                      + " publisher's address).")
          URI url,
      @Mixin CommonOptions options)
      throws UsageException {
    options.apply(context.terminal());
    if (ModelCatalog.shipped().contains(name)) {
      throw new UsageException(
          "the weights of " + name + " ship with the program; nothing is left to download");
    }
    DownloadRequest request;
    try {
      request = cache.request(EncoderPreset.named(name), Optional.ofNullable(url));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    return FileDownloads.run(
        context,
        files -> {
          String there = files.fetch(request) ? ": is there, " : ": is there already, ";
          String checksum = request.checksum() + " as it should be";
          context.terminal().note(request.target() + there + checksum);
        });
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
    String encoder = "encoder " + manifest.encoder().preset();
    Provenance from = manifest.provenance();
    return from == null
        ? encoder
        : String.format(
            Locale.ROOT,
            "%s\t%s %.4f\t%s",
            encoder,
            from.result().metric(),
            from.result().score(),
            from.dataset().data());
  }

  private void print(String text) throws IOException {
    context.print(text + "\n");
  }
}
