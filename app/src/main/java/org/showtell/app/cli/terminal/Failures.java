package org.showtell.app.cli.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.input.FailureReason;
import org.showtell.app.output.file.OutputRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into messages and exit codes. */
public final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Terminal terminal;
  private final Settings settings;

  public Failures(Terminal terminal, Settings settings) {
    this.terminal = terminal;
    this.settings = settings;
  }

  /** Says what is wrong, where the value comes from if it was not typed, and where to look. */
  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    StringBuilder message = new StringBuilder(asFlags(e.getMessage(), command));
    atFault(e, message.toString())
        .filter(option -> !isTyped(option, List.of(arguments)))
        .flatMap(settings::source)
        .ifPresent(s -> message.append(" (from ").append(s).append(')'));
    terminal.error(message.toString());
    StringWriter suggestions = new StringWriter();
    UnmatchedArgumentException.printSuggestions(e, new PrintWriter(suggestions, true));
    suggestions.toString().lines().forEach(terminal::error);
    terminal.error(command.getCommandSpec().qualifiedName() + " --help shows what there is.");
    return ExitCode.UNUSABLE;
  }

  /** What picocli could not convert, or the option that a message begins with. */
  private static Optional<ArgSpec> atFault(ParameterException e, String message) {
    return Optional.ofNullable(e.getArgSpec())
        .or(
            () ->
                e.getCommandLine().getCommandSpec().options().stream()
                    .filter(option -> message.startsWith(option.longestName() + " "))
                    .map(ArgSpec.class::cast)
                    .findFirst());
  }

  private static boolean isTyped(ArgSpec spec, List<String> arguments) {
    return spec instanceof OptionSpec option
        && arguments.stream().anyMatch(argument -> names(option, argument));
  }

  // --num-beams, --num-beams=5, -b, -b5
  private static boolean names(OptionSpec option, String argument) {
    return Stream.of(option.names())
        .anyMatch(
            name ->
                argument.equals(name)
                    || argument.startsWith(name + "=")
                    || (name.length() == 2 && argument.startsWith(name)));
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    if (e instanceof ModelLoadException
        || e instanceof OutputRefusedException
        || e instanceof UsageException) {
      terminal.error(asFlags(e.getMessage(), command));
      detail(e);
      return ExitCode.UNUSABLE;
    }
    terminal.error(
        "An error that should not happen: " + e + (terminal.isVerbose() ? "" : "; -v shows where"));
    detail(e);
    return ExitCode.SOME_FAILED;
  }

  /**
   * What went wrong with a file or a value, in one line. The system's own errors hold little more
   * than the path; those of this program are complete.
   */
  public static String message(Exception e) {
    if (e instanceof UncheckedIOException wrapped) {
      return message(wrapped.getCause());
    }
    if (e instanceof FileSystemException file && file.getFile() != null) {
      String reason = FailureReason.of(e);
      String more = file.getReason();
      boolean said = more == null || reason.equalsIgnoreCase(more);
      return file.getFile() + ": " + reason + (said ? "" : "; " + more);
    }
    return e instanceof IllegalArgumentException ? e.getMessage() : FailureReason.of(e);
  }

  /** A library names its Java properties: they are shown as the command's flags. */
  public static String asFlags(String message, CommandLine command) {
    return new PropertyNames(command.getCommandSpec()).asTyped(String.valueOf(message));
  }

  private void detail(Exception e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    trace.toString().lines().forEach(terminal::detail);
  }
}
