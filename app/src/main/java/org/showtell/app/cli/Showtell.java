package org.showtell.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionerFactory;
import org.showtell.app.cli.describe.AskCommand;
import org.showtell.app.cli.describe.CaptionCommand;
import org.showtell.app.cli.describe.FeaturesCommand;
import org.showtell.app.cli.describe.VideoCommand;
import org.showtell.app.cli.doctor.DoctorCommand;
import org.showtell.app.cli.evaluate.EvaluateCaptionCommand;
import org.showtell.app.cli.evaluate.EvaluateCommand;
import org.showtell.app.cli.evaluate.EvaluateKeywordsCommand;
import org.showtell.app.cli.evaluate.EvaluateVqaCommand;
import org.showtell.app.cli.evaluate.ScoreCommand;
import org.showtell.app.cli.models.DataCocoCommand;
import org.showtell.app.cli.models.DataCommand;
import org.showtell.app.cli.models.ModelsCommand;
import org.showtell.app.cli.models.ModelsDownloadCommand;
import org.showtell.app.cli.terminal.CacheFolder;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.Environment;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Failures;
import org.showtell.app.cli.terminal.NativeMemory;
import org.showtell.app.cli.terminal.Settings;
import org.showtell.app.cli.terminal.Terminal;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.cli.terminal.VersionText;
import org.showtell.app.cli.train.TrainCaptionCommand;
import org.showtell.app.cli.train.TrainCommand;
import org.showtell.app.cli.train.TrainKeywordsCommand;
import org.showtell.app.cli.train.TrainVqaCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program. */
@Command(
    name = "showtell",
    versionProvider = VersionText.class,
    description = "Describes photos and videos in words, on the machine it runs on.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  showtell caption photo.jpg",
      "",
      "showtell COMMAND --help shows the options of a command, with examples.",
      "An option that is not typed may be in the environment (SHOWTELL_NUM_BEAMS=5),",
      "or in ~/.config/showtell/config.properties (num-beams=5); the first that is",
      "found counts."
    })
public final class Showtell {
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
    NativeMemory.limit();
    EncoderWeights weights = CacheFolder.encoderWeights(surroundings.environment());
    System.exit(run(arguments, surroundings, options -> BundleCaptioner.open(options, weights)));
  }

  /**
   * Runs the program in a process that goes on.
   *
   * @param captioners loads the models
   * @return the exit code
   */
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
    settings.unknownKeys(commands.getCommandSpec()).forEach(terminal::note);
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

  private static CommandLine commands(CommandContext context) {
    return new CommandLine(new Showtell())
        .addSubcommand(new CaptionCommand(context))
        .addSubcommand(new VideoCommand(context))
        .addSubcommand(new AskCommand(context))
        .addSubcommand(
            new CommandLine(new TrainCommand())
                .addSubcommand(new TrainCaptionCommand(context))
                .addSubcommand(new TrainKeywordsCommand(context))
                .addSubcommand(new TrainVqaCommand(context)))
        .addSubcommand(
            new CommandLine(new EvaluateCommand())
                .addSubcommand(new EvaluateCaptionCommand(context))
                .addSubcommand(new EvaluateKeywordsCommand(context))
                .addSubcommand(new EvaluateVqaCommand(context)))
        .addSubcommand(new ScoreCommand(context))
        .addSubcommand(new FeaturesCommand(context))
        .addSubcommand(
            new CommandLine(new ModelsCommand(context))
                .addSubcommand(new ModelsDownloadCommand(context)))
        .addSubcommand(
            new CommandLine(new DataCommand()).addSubcommand(new DataCocoCommand(context)))
        .addSubcommand(new DoctorCommand(context));
  }
}
