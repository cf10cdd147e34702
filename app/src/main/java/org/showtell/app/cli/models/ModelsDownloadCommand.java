package org.showtell.app.cli.models;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.bundle.WeightCache;
import org.showtell.app.cli.terminal.CacheFolder;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.encoder.download.DownloadRequest;
import org.showtell.encoder.preset.EncoderPreset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code showtell models download}: weights that do not ship with the program. */
@Command(
    name = "download",
    description = {
      "Fetches an encoder's weights into the cache folder and checks them.",
      "What was cut is gone on with; what is there and right is left."
    },
    footer = {
      "",
      "Examples:",
      "  showtell models download vgg16",
      "  showtell models download vgg16-notop --url https://mirror.example/w.h5",
      "A proxy may be in the environment: HTTPS_PROXY=http://proxy.example:3128"
    })
public final class ModelsDownloadCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "An encoder: showtell models list has them.")
  private String name;

  @Option(
      names = "--url",
      paramLabel = "U",
      description = "Another place of the very same file; the same checksum is demanded.")
  private URI url;

  @Mixin private CommonOptions common;

  public ModelsDownloadCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException {
    common.apply(context.terminal());
    DownloadRequest request = request();
    return FileDownloads.run(
        context,
        files -> {
          boolean fetched = files.fetch(request);
          context
              .terminal()
              .note(
                  request.target()
                      + (fetched ? ": is there, " : ": is there already, ")
                      + request.checksum()
                      + " as it should be");
        });
  }

  private DownloadRequest request() throws UsageException {
    if (ModelCatalog.shipped().contains(name)) {
      throw new UsageException(
          "the weights of " + name + " ship with the program; nothing is left to download");
    }
    WeightCache cache = new WeightCache(CacheFolder.of(context.surroundings().environment()));
    try {
      return cache.request(EncoderPreset.named(name), Optional.ofNullable(url));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
