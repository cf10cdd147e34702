package org.showtell.app.cli.describe;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Interruption;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.server.ServerConfig;
import org.showtell.app.server.ShowtellServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code showtell serve}. */
@Command(
    name = "serve",
    description = {
      "Serves a web page and a REST API for captions of photos and videos and answers to questions.",
      "Only this machine can connect, unless --host and --token say otherwise."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell serve --open",
      "  showtell serve photos/ --write",
      "  showtell serve --host 0.0.0.0 --token \"$(openssl rand -hex 16)\""
    })
public final class ServeCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "Folder of photos to review in the page, with their captions (default: none).")
  private Path folder;

  @Option(
      names = "--write",
      description = "Captions that are edited in the page may be saved in DIR (default: no).")
  private boolean write;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|FILE",
      description =
          "Model: a name or a bundle; repeat it to compare two models (default: starter).")
  private List<String> models = List.of(ModelCatalog.STARTER);

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Address to listen on; others than this machine's need --token (default: 127.0.0.1).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0 for any free one (default: 7070).")
  private int port = 7070;

  @Option(
      names = "--token",
      paramLabel = "TEXT",
      description = "What clients must send as a bearer token (default: none needed).")
  private String token;

  @Option(names = "--open", description = "Open the page in the browser (default: no).")
  private boolean open;

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  public ServeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws ModelLoadException, InterruptedException {
    common.apply(context.terminal());
    ServerConfig config = config();
    CountDownLatch stopped = new CountDownLatch(1);
    try (Interruption interruption = Interruption.asNormalEnd();
        ShowtellServer server = ShowtellServer.start(config)) {
      interruption.guard(stopped::countDown);
      String address = "http://" + config.address().shown() + ":" + server.port();
      context.terminal().note("serving " + address + " (Ctrl-C stops)");
      if (open) {
        browse(address);
      }
      stopped.await();
      context.terminal().note("stopping; what was taken in is finished");
    } catch (IOException e) {
      context.terminal().error(e.getMessage());
      return ExitCode.UNUSABLE;
    }
    return ExitCode.DONE;
  }

  private ServerConfig config() {
    if (write && folder == null) {
      throw Usage.wrong(spec, "--write needs a DIR whose captions may be saved");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw Usage.wrong(spec, "DIR must be a folder, but got " + folder);
    }
    try {
      return new ServerConfig(
          models,
          new ServerConfig.Address(host, port, Optional.ofNullable(token)),
          ServerConfig.Limits.defaults(),
          Optional.ofNullable(folder).map(dir -> new ServerConfig.Gallery(dir, write)));
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(spec, e.getMessage());
    }
  }

  private void browse(String address) {
    try {
      Desktop.getDesktop().browse(URI.create(address));
    } catch (IOException | UnsupportedOperationException e) {
      context.terminal().note("no browser can be opened here; open " + address + " yourself");
    }
  }
}
