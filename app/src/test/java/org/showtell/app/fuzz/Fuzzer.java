package org.showtell.app.fuzz;

import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives a reader changed files until its time is up. A file that makes it fail in a new place is
 * changed further, which leads deeper than changes of the seeds alone.
 *
 * <p>The file that is being read is on the disk, so that it is there even where the process dies.
 */
final class Fuzzer {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Path FOLDER = Path.of("target", "fuzz");
  private static final long MOST_ALLOCATED_BYTES = 1_000_000_000;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /**
   * Where the processor is shared, a read that waits for it is no hang. Counted in looks, since a
   * process that was stopped as a whole has not waited.
   */
  private static final Duration LONGEST_WAITING = Duration.ofSeconds(60);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private static final int MOST_FILES = 2000;
  private static final int FRAMES = 4;

  /** What a user can make nothing of. */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "\\b(?:java|javax|com|org|io|jdk|sun)\\.[a-z]+\\.|\\.(?:java|cpp|hpp|c):\\d|Exception\\b|"
              + "Cannot invoke|out of bounds|for length \\d|\\[[BICJ]@|\\(null\\)|: null$|\\berrno\\b");

  private final FuzzTarget target;
  private final Path file;
  private final List<byte[]> corpus;
  private final Set<String> outcomes = new HashSet<>();
  private volatile long started; // nanoseconds, 0 before and after
  private volatile long startedCpu;
  private volatile String fault;
  private long watched; // the read that was seen last
  private int looks; // at it
  private final PeakMemory memory = new PeakMemory();
  private long files;
  private long mostAllocated;

  Fuzzer(FuzzTarget target) throws IOException {
    this.target = target;
    Files.createDirectories(FOLDER);
    file = FOLDER.resolve(target.name());
    corpus = new ArrayList<>(target.seeds());
  }

  /**
   * @return how many files were read, to how many different ends, and the most that one took
   */
  String run(Duration budget, long seed) throws Exception {
    readSeeds();
    Thread worker = new Thread(() -> work(budget, seed), "fuzz " + target.name());
    worker.setDaemon(true);
    worker.start();
    while (worker.isAlive() && fault == null) {
      worker.join(BETWEEN_LOOKS.toMillis());
      watch(worker);
    }
    if (fault != null) {
      fail(target.name() + ": " + fault + "; the file is " + kept());
    }
    Files.deleteIfExists(file);
    return "%s: %d files, %d different ends, at most %d MB"
        .formatted(target.name(), files, outcomes.size(), mostAllocated / 1_000_000);
  }

  private void readSeeds() throws Exception {
    List<String> refusals = new ArrayList<>();
    for (byte[] seed : target.seeds()) {
      Files.write(file, seed);
      try {
        target.reader().read(file);
      } catch (IOException e) {
        refusals.add(e.getMessage());
      }
    }
    if (refusals.size() == target.seeds().size()) {
      fail(target.name() + ": no seed is sound: " + refusals);
    }
  }

  private void work(Duration budget, long seed) {
    Mutator mutator = new Mutator(seed, corpus);
    long end = System.nanoTime() + budget.toNanos();
    try {
      while (fault == null && System.nanoTime() < end) {
        byte[] content = mutator.next();
        Files.write(file, content);
        String outcome = outcome();
        files++;
        if (fault == null && outcomes.add(outcome) && corpus.size() < MOST_FILES) {
          corpus.add(content);
        }
      }
    } catch (IOException e) {
      fault = "the fuzzer cannot write its file: " + e;
    }
  }

  private String outcome() throws IOException {
    memory.start();
    long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    startedCpu = THREADS.getCurrentThreadCpuTime();
    started = System.nanoTime();
    Throwable thrown = null;
    try {
      target.reader().read(file);
    } catch (Throwable e) { // what may be thrown is decided below
      thrown = e;
    }
    started = 0;
    allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
    allocated = Math.max(allocated, memory.growth());
    mostAllocated = Math.max(mostAllocated, allocated);
    if (allocated > MOST_ALLOCATED_BYTES) {
      fault = "allocated " + allocated / 1_000_000 + " MB";
    }
    if (thrown == null) {
      return "read";
    }
    String wrong = wrong(thrown);
    if (wrong != null) {
      fault = wrong + "\n" + stack(thrown, 30);
    }
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return stack(cause, FRAMES);
  }

  private String wrong(Throwable thrown) {
    if (!(thrown instanceof IOException)
        && target.documented().stream().noneMatch(type -> type == thrown.getClass())) {
      return "threw " + thrown;
    }
    String message = thrown.getMessage();
    if (message == null || message.isBlank()) {
      return "gave no reason: " + thrown;
    }
    // What is quoted, and the path in a JSON file, is the file's own.
    String own =
        message.replace(file.toString(), "FILE").replaceAll("'[^']*'|\"[^\"]*\"| at \\$[^:]*", "");
    return INTERNAL.matcher(own).find() ? "gave a reason that shows internals: " + message : null;
  }

  private static String stack(Throwable thrown, int frames) {
    return Stream.concat(
            Stream.of(thrown.getClass().getName()),
            Arrays.stream(thrown.getStackTrace()).limit(frames).map(Object::toString))
        .collect(Collectors.joining("\n  "));
  }

  private void watch(Thread worker) {
    long since = started;
    looks = since == watched ? looks + 1 : 0;
    watched = since;
    if (since == 0 || System.nanoTime() - since < LONGEST.toNanos()) {
      return;
    }
    long cpu = THREADS.getThreadCpuTime(worker.getId()) - startedCpu;
    if (since == started
        && (cpu > LONGEST.toNanos()
            || BETWEEN_LOOKS.multipliedBy(looks).compareTo(LONGEST_WAITING) > 0)) {
      fault =
          "took more than %s s\n  %s"
              .formatted(
                  LONGEST.toSeconds(),
                  Arrays.stream(worker.getStackTrace())
                      .limit(30)
                      .map(Object::toString)
                      .collect(Collectors.joining("\n  ")));
    }
  }

  private Path kept() throws IOException {
    Path kept = FOLDER.resolve(target.name() + ".failed");
    Files.write(kept, Files.readAllBytes(file));
    return kept.toAbsolutePath();
  }
}
