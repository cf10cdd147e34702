package org.showtell.app.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.showtell.app.caption.AttendingCaptioner;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.DetectingCaptioner;
import org.showtell.app.caption.FakeCaptioner;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.cli.terminal.Environment;

/**
 * One run of the program in this process, and what came of it. A model's file captions as ever; any
 * other name stands for a captioner without a network.
 *
 * @param exitCode what the shell would get
 * @param out what went to stdout
 * @param err what went to stderr
 * @param options what the model was asked for; null where none was
 */
public record CommandRun(int exitCode, String out, String err, CaptionOptions options) {
  /** A model that shows where it looks. */
  public static final String ATTENDING = "attending";

  /** A model that has keywords. */
  public static final String DETECTING = "detecting";

  /** A model that cannot be loaded. */
  public static final String NO_MODEL = "no-model";

  public static CommandRun of(Object... arguments) {
    return with(Map.of(), "", arguments);
  }

  /** A command line without quotes, with the cache in a folder. */
  public static CommandRun in(Path folder, String command) {
    return with(
        Map.of("SHOWTELL_CACHE", folder.resolve("cache").toString()),
        "",
        (Object[]) command.strip().split(" +"));
  }

  public static CommandRun with(
      Map<String, String> environment, String stdin, Object... arguments) {
    return with(false, environment, stdin, arguments);
  }

  /** In front of a person, who types what is on stdin. */
  public static CommandRun attended(
      Map<String, String> environment, String typed, Object... arguments) {
    return with(true, environment, typed, arguments);
  }

  private static CommandRun with(
      boolean attended, Map<String, String> environment, String stdin, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Map<String, String> sealed = new HashMap<>(environment);
    sealed.putIfAbsent("XDG_CONFIG_HOME", "/no/such/folder");
    Environment surroundings =
        new Environment(
            new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
            out,
            err,
            sealed,
            attended,
            false,
            attended,
            80);
    CaptionOptions[] asked = new CaptionOptions[1];
    int exitCode =
        Showtell.run(
            List.of(arguments).stream().map(Object::toString).toArray(String[]::new),
            surroundings,
            options -> {
              asked[0] = options;
              if (options.model().equals(NO_MODEL)) {
                throw new ModelLoadException(NO_MODEL + ": there is no such model");
              }
              return switch (options.model()) {
                case ATTENDING -> new AttendingCaptioner();
                case DETECTING -> new DetectingCaptioner(options);
                default ->
                    Files.exists(Path.of(options.model()))
                        ? BundleCaptioner.open(options)
                        : new FakeCaptioner(options.search().numCaptions());
              };
            });
    return new CommandRun(
        exitCode,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        asked[0]);
  }
}
