package org.showtell.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.testing.Slow;

/**
 * A cluster of processes: a worker and later the driver are killed in the middle of a job, and in
 * the end every photo has one record. {@code -Dcluster.photos=2000} is for a longer job.
 */
@Slow
class SmallClusterIT {
  private static final int PHOTOS = Integer.getInteger("cluster.photos", 40);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void aLostWorkerAndALostDriverLoseAndDoubleNothing() throws Exception {
    Path photos = folder.resolve("photos");
    ManyPhotos.draw(photos, 0, PHOTOS);
    Files.writeString(photos.resolve("broken.png"), "no photo");
    try (SmallCluster cluster = new SmallCluster(folder)) {
      Path first = folder.resolve("first");
      Process job = submit(cluster, photos, first);
      awaitParts(first, job);
      cluster.killWorker(0);
      assertTrue(job.waitFor(20, TimeUnit.MINUTES), "the job ends");
      assertEquals(1, job.exitValue(), "one photo is broken");
      assertComplete(first);

      cluster.startWorker();
      Path second = folder.resolve("second");
      Process killed = submit(cluster, photos, second);
      awaitParts(second, killed);
      killed.destroyForcibly().waitFor();
      assertTrue(records(second).size() <= PHOTOS + 1);
      Process again = submit(cluster, photos, second);
      assertTrue(again.waitFor(20, TimeUnit.MINUTES), "the job ends");
      assertComplete(second);
    }
  }

  private static Process submit(SmallCluster cluster, Path photos, Path output) throws IOException {
    return cluster.submit(
        "--master",
        cluster.url(),
        photos.toString(),
        "-o",
        output.toString(),
        "-f",
        "jsonl",
        "--skip-existing",
        "--partition-megabytes",
        "1");
  }

  private static void awaitParts(Path output, Process job) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(10));
    while (parts(output).isEmpty()) {
      assertTrue(job.isAlive(), "the job runs until its first part");
      assertTrue(Instant.now().isBefore(end), "a part appears");
      Thread.sleep(50);
    }
  }

  private static List<Path> parts(Path output) throws IOException {
    if (!Files.isDirectory(output)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(output)) {
      return files.filter(file -> file.getFileName().toString().startsWith("part-")).toList();
    }
  }

  private static List<String> records(Path output) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> paths = new ArrayList<>();
    for (Path part : parts(output)) {
      for (String line : Files.readAllLines(part)) {
        JsonNode record = json.readTree(line);
        assertTrue(record.get("caption").isTextual() || record.get("error").isTextual());
        paths.add(record.get("path").asText());
      }
    }
    return paths;
  }

  private static void assertComplete(Path output) throws IOException {
    List<String> paths = records(output);
    assertEquals(PHOTOS + 1, new HashSet<>(paths).size(), "every photo has a record");
    assertEquals(PHOTOS + 1, paths.size(), "and one only");
  }
}
