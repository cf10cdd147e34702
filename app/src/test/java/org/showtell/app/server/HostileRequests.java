package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.server.RawClient.Answer;

/** A server with a folder whose links lead out of it, and what each refusal must look like. */
@Timeout(120)
abstract class HostileRequests {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Path CAT = Path.of("..", "samples", "cat.jpg");

  @TempDir static Path outside;

  static ShowtellServer server;
  static RawClient client;

  @BeforeAll
  static void start() throws Exception {
    Path folder = Files.createDirectory(outside.resolve("served"));
    Files.copy(CAT, outside.resolve("secret.jpg"));
    Files.copy(CAT, folder.resolve("a.jpg"));
    Files.copy(CAT, folder.resolve("b.jpg"));
    Files.createSymbolicLink(folder.resolve("link.jpg"), outside.resolve("secret.jpg"));
    Files.createDirectory(outside.resolve("other"));
    Files.copy(CAT, outside.resolve("other/c.jpg"));
    Files.createSymbolicLink(folder.resolve("sub"), outside.resolve("other"));
    Files.createSymbolicLink(folder.resolve("broken.jpg"), outside.resolve("nothing.jpg"));
    Files.writeString(outside.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(folder.resolve("a.txt"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(folder.resolve("b.txt"), outside.resolve("new.txt"));
    server =
        ShowtellServer.start(
            new ServerConfig(
                List.of("starter"),
                new ServerConfig.Address("127.0.0.1", 0, Optional.empty()),
                new ServerConfig.Limits(2 << 20, 8 << 20, 64, 8, Duration.ofSeconds(30)),
                Optional.of(new ServerConfig.Gallery(folder, true))));
    client = new RawClient(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void theServerGoesOnAndNothingIsLeft() throws Exception {
    for (int i = 0; server.inFlight() > 0 && i < 3000; i++) {
      Thread.sleep(10);
    }
    assertEquals(0, server.inFlight());
    assertEquals(200, client.get("/healthz").status());
    try (var left = Files.list(server.temporary())) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** The detail of a problem of this status. */
  static String problem(int status, Answer answer) throws IOException {
    assertEquals(status, answer.status(), answer.head() + answer.body());
    assertTrue(answer.header("Content-Type").startsWith("application/problem+json"), answer.head());
    JsonNode problem = JSON.readTree(answer.body());
    assertEquals(status, problem.path("status").asInt(), answer.body());
    assertTrue(problem.path("detail").asText().length() > 10, answer.body());
    assertFalse(problem.path("detail").asText().contains("Exception"), answer.body());
    return problem.path("detail").asText();
  }
}
