package org.showtell.cluster.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Finds a photo that ends the process which reads it, so that it fails alone.
 *
 * <p>Spark runs a task again when its process has ended. From the second attempt on, the task
 * writes down which photo it is about to read; the attempt after that leaves it out. A first
 * attempt writes nothing.
 */
final class CrashGuard {
  private final FileSystem files;
  private final Path folder;
  private final String partition;
  private final int attempt;
  private final Set<String> suspects = new HashSet<>();

  /**
   * @param folder of this job's notes
   * @param attempt of the task, from 0
   */
  CrashGuard(Path folder, Configuration hadoop, int partition, int attempt) throws IOException {
    this.folder = folder;
    this.partition = "partition-" + partition + "-attempt-";
    this.attempt = attempt;
    files = folder.getFileSystem(hadoop);
    for (int earlier = 1; earlier < attempt; earlier++) {
      try (var in = files.open(note(earlier))) {
        suspects.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (FileNotFoundException e) {
        // That attempt ended between two photos.
      }
    }
  }

  private Path note(int ofAttempt) {
    return new Path(folder, partition + ofAttempt);
  }

  /** Whether photos must be read one by one. */
  boolean isOn() {
    return attempt > 0;
  }

  /** Whether an earlier attempt ended while it read this photo. */
  boolean isSuspect(String photo) {
    return suspects.contains(photo);
  }

  /** Before a photo is read. */
  void begin(String photo) throws IOException {
    if (isOn()) {
      try (OutputStream out = files.create(note(attempt), true)) {
        out.write(photo.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** After it was read, whether that went well or not. */
  void end() throws IOException {
    if (isOn()) {
      files.delete(note(attempt), false);
    }
  }
}
