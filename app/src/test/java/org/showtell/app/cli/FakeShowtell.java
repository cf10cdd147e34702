package org.showtell.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.showtell.app.caption.FakeCaptioner;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.cli.terminal.Environment;

/** The program with a captioner that needs no model, for child processes. */
public final class FakeShowtell {
  /** System property: how long the model takes for each batch. */
  static final String BATCH_MILLIS = "fake.batchMillis";

  /** System property: after so many batches the model never answers again. */
  static final String BATCHES = "fake.batches";

  /** System property: whether a line on stderr says that the model is there. */
  static final String READY = "fake.ready";

  private FakeShowtell() {}

  /** The command of a process that runs this class, which is started as fast as can be. */
  static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                FakeShowtell.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  public static void main(String[] arguments) {
    long millis = Long.getLong(BATCH_MILLIS, 0);
    AtomicInteger left = new AtomicInteger(Integer.getInteger(BATCHES, Integer.MAX_VALUE));
    System.exit(
        Showtell.run(
            arguments,
            Environment.ofProcess(),
            options -> {
              if (Boolean.getBoolean(READY)) {
                System.err.println("ready");
              }
              return new FakeCaptioner(options.search().numCaptions()) {
                @Override
                public List<PhotoCaptions> decode(List<float[]> features) {
                  pause(left.getAndDecrement() > 0 ? millis : Long.MAX_VALUE);
                  return super.decode(features);
                }
              };
            }));
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
