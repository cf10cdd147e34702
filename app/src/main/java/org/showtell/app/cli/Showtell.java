package org.showtell.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionerFactory;
import org.showtell.app.cli.describe.AskCommand;
import org.showtell.app.cli.describe.CaptionCommand;
import org.showtell.app.cli.describe.DiffCommand;
import org.showtell.app.cli.describe.FeaturesCommand;
import org.showtell.app.cli.describe.LabelCommand;
import org.showtell.app.cli.describe.SampleCommand;
import org.showtell.app.cli.describe.ServeCommand;
import org.showtell.app.cli.describe.VideoCommand;
import org.showtell.app.cli.doctor.DoctorCommand;
import org.showtell.app.cli.doctor.GpuCheck;
import org.showtell.app.cli.evaluate.EvaluateCaptionCommand;
import org.showtell.app.cli.evaluate.EvaluateKeywordsCommand;
import org.showtell.app.cli.evaluate.EvaluateLabelCommand;
import org.showtell.app.cli.evaluate.EvaluateVqaCommand;
import org.showtell.app.cli.evaluate.ScoreCommand;
import org.showtell.app.cli.models.DataCocoCommand;
import org.showtell.app.cli.models.ModelsCommand;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.Environment;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Failures;
import org.showtell.app.cli.terminal.RawArguments;
import org.showtell.app.cli.terminal.Settings;
import org.showtell.app.cli.terminal.Terminal;
import org.showtell.app.cli.terminal.TypedNumber;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.cli.train.TrainCaptionCommand;
import org.showtell.app.cli.train.TrainKeywordsCommand;
import org.showtell.app.cli.train.TrainLabelCommand;
import org.showtell.app.cli.train.TrainLanguageCommand;
import org.showtell.app.cli.train.TrainSequenceCommand;
import org.showtell.app.cli.train.TrainVqaCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The program. */
@Command(
    name = "showtell",
    versionProvider = Showtell.class,
    description = "Captions photos and videos and answers questions about them, on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  showtell caption photo.jpg",
      "",
      "showtell COMMAND --help shows the options of a command, with examples.",
      "In a checkout, ./showtell cluster --help shows the same on Apache Spark.",
      "Options can also be set by environment variables (SHOWTELL_NUM_BEAMS=5) and in",
      "~/.config/showtell/config.properties (num-beams=5). The command line overrides",
      "the environment, and the environment overrides the file."
    })
public final class Showtell implements IVersionProvider {
  /**
   * Limits of the engine's memory outside of Java's heap. Its own rule makes them depend on the
   * heap, which is small here because the photos and weights are not in it.
   */
  private static final Map<String, String> NATIVE_MEMORY =
      Map.of(
          "org.bytedeco.javacpp.maxbytes", "4g",
          "org.bytedeco.javacpp.maxphysicalbytes", "8g");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  private boolean version;

  private Showtell() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Environment surroundings = Environment.ofProcess();
    // Stdout is for data. A library that prints, prints to stderr.
    System.setOut(new PrintStream(surroundings.stderr(), true, UTF_8));
    // Before the engine is loaded; the launcher and the user may have set them.
    NATIVE_MEMORY.forEach(System.getProperties()::putIfAbsent);
    EncoderWeights weights = EncoderWeights.in(surroundings.cacheFolder());
    System.exit(
        run(
            RawArguments.of(arguments),
            surroundings,
            options -> BundleCaptioner.open(options, weights)));
  }

  /** Runs the program without ending the process; returns the exit code. */
  static int run(String[] arguments, Environment surroundings, CaptionerFactory captioners) {
    Terminal terminal = new Terminal(surroundings);
    Settings settings;
    try {
      settings = Settings.read(surroundings.environment());
    } catch (UsageException e) {
      terminal.error(e.getMessage());
      return ExitCode.UNUSABLE;
    }
    CommandContext context = new CommandContext(surroundings, terminal, captioners);
    CommandLine commands = commands(context);
    Failures failures = new Failures(terminal, settings);
    PrintWriter out = new PrintWriter(new OutputStreamWriter(terminal.data(), UTF_8), true);
    commands
        .setDefaultValueProvider(settings)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setOut(out)
        .setErr(new PrintWriter(new OutputStreamWriter(surroundings.stderr(), UTF_8), true));
    TypedNumber.register(commands);
    settings.unknownKeys(commands.getCommandSpec()).forEach(terminal::note);
    commands.setExecutionStrategy(
        parsed -> {
          chooseBackend(parsed, terminal);
          return new CommandLine.RunLast().execute(parsed);
        });
    try {
      return commands.execute(arguments);
    } catch (LinkageError e) {
      terminal.error(
          "The engine cannot be loaded (" + e + "); showtell doctor shows what is missing");
      return ExitCode.UNUSABLE;
    } finally {
      out.flush();
    }
  }

  /** Of a build for CUDA, before a command needs it. */
  private static void chooseBackend(ParseResult parsed, Terminal terminal) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (!last.isUsageHelpRequested() && !last.isVersionHelpRequested()) {
      Optional<String> reason = GpuCheck.chooseBackend();
      if (!last.hasMatchedOption("-q")) {
        reason.ifPresent(terminal::note);
      }
    }
  }

  static CommandLine commands(CommandContext context) {
    return new CommandLine(new Showtell())
        .addSubcommand(new CaptionCommand(context))
        .addSubcommand(new VideoCommand(context))
        .addSubcommand(new AskCommand(context))
        .addSubcommand(new ServeCommand(context))
        .addSubcommand(
            new CommandLine(new Train())
                .addSubcommand(new TrainCaptionCommand(context))
                .addSubcommand(new TrainKeywordsCommand(context))
                .addSubcommand(new TrainLabelCommand(context))
                .addSubcommand(new TrainLanguageCommand(context))
                .addSubcommand(new TrainSequenceCommand(context))
                .addSubcommand(new TrainVqaCommand(context)))
        .addSubcommand(
            new CommandLine(new Evaluate())
                .addSubcommand(new EvaluateCaptionCommand(context))
                .addSubcommand(new EvaluateKeywordsCommand(context))
                .addSubcommand(new EvaluateLabelCommand(context))
                .addSubcommand(new EvaluateVqaCommand(context)))
        .addSubcommand(new LabelCommand(context))
        .addSubcommand(new ScoreCommand(context))
        .addSubcommand(new SampleCommand(context))
        .addSubcommand(new FeaturesCommand(context))
        .addSubcommand(new DiffCommand(context))
        .addSubcommand(new ModelsCommand(context))
        .addSubcommand(new CommandLine(new Data()).addSubcommand(new DataCocoCommand(context)))
        .addSubcommand(new DoctorCommand(context));
  }

  /** The version that the build wrote into the resources. */
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Showtell.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    }
    return new String[] {"showtell " + properties.getProperty("version")};
  }

  @Command(
      name = "train",
      description = "Trains a model on your own data.",
      synopsisSubcommandLabel = "caption|keywords|label|language|sequence|vqa",
      footer = {
        "",
        "Example:",
        "  showtell train caption --data coco:captions_train2017.json,train2017 \\",
        "      --dev coco:captions_val2017.json,val2017 -o mine.zip"
      })
  private static final class Train {
    @Mixin private CommonOptions common;
  }

  @Command(
      name = "evaluate",
      description = "Scores a model on a dataset with references.",
      synopsisSubcommandLabel = "caption|keywords|vqa",
      footer = {
        "",
        "Example:",
        "  showtell evaluate caption -m starter --data flickr8k:DIR --split dev"
      })
  private static final class Evaluate {
    @Mixin private CommonOptions common;
  }

  @Command(
      name = "data",
      description = "Downloads public training data.",
      synopsisSubcommandLabel = "coco",
      footer = {"", "Example:", "  showtell data coco coco/ --split val"})
  private static final class Data {
    @Mixin private CommonOptions common;
  }
}
