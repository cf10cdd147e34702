package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.testing.Slow;

/** A server in a process of its own that is asked to end while it has work. */
@Timeout(120)
@Slow
class StoppedServerIT {
  private static final int PHOTOS = 60;

  @TempDir Path temporary;

  private Process serve() throws IOException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            "org.showtell.app.cli.Showtell",
            "serve",
            "--port",
            "0");
    return new ProcessBuilder(command).start();
  }

  private static HttpRequest photos(String address) throws IOException {
    byte[] photo = Files.readAllBytes(Path.of("..", "samples", "cat.jpg"));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < PHOTOS; i++) {
      String head =
          "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n";
      body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      body.writeBytes(photo);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create(address + "/api/v1/captions"))
        .header("Content-Type", "multipart/form-data; boundary=b")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
        .build();
  }

  @Test
  void whatWasTakenInIsFinishedAndNothingElse() throws Exception {
    assumeFalse(
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win"),
        "Windows has no signal that asks a process to end");
    Process server = serve();
    BufferedReader messages = server.errorReader();
    String address = messages.readLine().replaceFirst("serving (\\S+).*", "$1");
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    CompletableFuture<HttpResponse<String>> taken =
        client.sendAsync(photos(address), HttpResponse.BodyHandlers.ofString());
    HttpRequest metrics = HttpRequest.newBuilder(URI.create(address + "/metrics")).build();
    String captioned = "showtell_files_total{kind=\"image\",outcome=\"done\"}";
    while (!client.send(metrics, HttpResponse.BodyHandlers.ofString()).body().contains(captioned)) {
      Thread.sleep(20);
    }

    server.toHandle().destroy(); // SIGTERM; the process itself would close its streams
    assertTrue(messages.readLine().startsWith("stopping"));
    List<Integer> refusals = new ArrayList<>();
    while (!taken.isDone()) {
      try {
        HttpResponse<String> refused = client.send(metrics, HttpResponse.BodyHandlers.ofString());
        refusals.add(refused.statusCode());
        assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
      } catch (IOException e) {
        break; // it has ended meanwhile
      }
      Thread.sleep(20);
    }
    HttpResponse<String> finished = taken.get(60, TimeUnit.SECONDS);
    assertEquals(200, finished.statusCode(), finished.body());
    assertEquals(PHOTOS, new ObjectMapper().readTree(finished.body()).path("results").size());
    assertTrue(!refusals.isEmpty() && refusals.stream().allMatch(status -> status == 503));
    assertTrue(server.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, server.exitValue());
    try (var left = Files.list(temporary)) {
      assertEquals(
          List.of(),
          left.map(Path::getFileName)
              .map(Path::toString)
              .filter(name -> name.startsWith("showtell"))
              .toList());
    }
  }
}
