package org.showtell.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Clients that each post an image, wait for its caption, and post the next one. */
final class PhotoClients {
  private static final String BOUNDARY = "showtell-load-boundary";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final URI captions;
  private final List<byte[]> photos;

  /**
   * @param photos files, posted in turn
   */
  PhotoClients(String address, List<byte[]> photos) {
    this.captions = URI.create(address + "/api/v1/captions");
    this.photos = photos.stream().map(PhotoClients::body).toList();
  }

  /**
   * What came of it.
   *
   * @param statuses how often each; 0 for a connection that broke, -503 for a 503 that does not say
   *     when to come back
   * @param seconds of each caption, in increasing order
   * @param duration from the first request to the last answer
   */
  record Outcome(Map<Integer, Integer> statuses, List<Double> seconds, double duration) {
    double perSecond() {
      return seconds.size() / duration;
    }

    /** The time that this share of the captions took at most. */
    double percentile(double share) {
      return seconds.isEmpty()
          ? Double.NaN
          : seconds.get((int) Math.min(seconds.size() - 1, Math.floor(share * seconds.size())));
    }

    /** Whether everything was captioned, or asked to come back. */
    boolean isClean() {
      return statuses.keySet().stream().allMatch(status -> status == 200 || status == 503);
    }
  }

  private static byte[] body(byte[] photo) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photo.jpg\"\r\n\r\n";
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(photo);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  /** Runs so many clients at once for so long; what is under way then is waited for. */
  Outcome run(int clients, Duration time) throws InterruptedException {
    Map<Integer, Integer> statuses = Collections.synchronizedMap(new TreeMap<>());
    List<Double> seconds = Collections.synchronizedList(new ArrayList<>());
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      int first = client;
      threads.add(
          new Thread(
              () -> {
                HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                int photo = first;
                do { // each client at least once, however long it takes to start
                  post(http, photos.get(photo++ % photos.size()), statuses, seconds);
                } while (System.nanoTime() < end);
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    return new Outcome(new TreeMap<>(statuses), sorted, (System.nanoTime() - start) / 1e9);
  }

  private void post(
      HttpClient http, byte[] body, Map<Integer, Integer> statuses, List<Double> seconds) {
    long start = System.nanoTime();
    int status = 0;
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(captions)
                  .timeout(PATIENCE)
                  .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      status = answer.statusCode();
      if (status == 200) {
        seconds.add((System.nanoTime() - start) / 1e9);
      } else if (status == 503) {
        var wait = answer.headers().firstValueAsLong("Retry-After");
        status = wait.isPresent() ? status : -status;
        Thread.sleep(1000 * wait.orElse(1));
      }
    } catch (IOException e) {
      pause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    statuses.merge(status, 1, Integer::sum);
  }

  private static void pause() {
    try {
      Thread.sleep(100); // a server that is gone is not asked as fast as it can refuse
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
