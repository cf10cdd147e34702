package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.app.server.RawClient.Answer;

/** Requests that no well-behaved client sends: each is told what is wrong, in 4xx. */
@Timeout(120)
class HostileClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CAT = Path.of("..", "samples", "cat.jpg");
  private static final String TOKEN = "0123456789abcdef";

  @TempDir static Path outside;

  private static ShowtellServer server;
  private static RawClient client;

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

  static String chat(String url) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\""
        + url
        + "\"}}]}]}";
  }

  private static String problem(int status, Answer answer) throws IOException {
    assertEquals(status, answer.status(), answer.head() + answer.body());
    assertTrue(answer.header("Content-Type").startsWith("application/problem+json"), answer.head());
    JsonNode problem = JSON.readTree(answer.body());
    assertEquals(status, problem.path("status").asInt(), answer.body());
    assertTrue(problem.path("detail").asText().length() > 10, answer.body());
    assertFalse(problem.path("detail").asText().contains("Exception"), answer.body());
    return problem.path("detail").asText();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/captions, 405",
    "DELETE, /api/v1/models, 405",
    "TRACE, /metrics, 405",
    "FOO, /healthz, 405",
    "POST, /, 404",
    "TRACE, /, 404",
    "GET, /nothing.js, 404",
    "GET, /api/v1/nothing, 404",
    "GET, /api/v1/models/nobody/card, 404",
    "GET, /api/v1/models/%ff%00/card, 400",
    "GET, /api/v1/models/..%2f..%2fetc/card, 404",
    "GET, /api/v1/../../etc/passwd, 404",
    "GET, /../../etc/passwd, 400",
    "GET, /%2e%2e/%2e%2e/etc/passwd, 400",
    "GET, /..%5c..%5cetc/passwd, 404",
    "GET, /WEB-INF/web.xml, 404",
    "GET, //etc/passwd, 404",
    "GET, /openapi.json/../../../../../etc/passwd, 400",
    "GET, /api/v1/models?x=1, 400",
    "GET, /api/v1/folder?path=/etc, 400",
    "GET, /api/v1/folder/thumbnail, 400",
    "GET, /api/v1/folder/thumbnail?path=nobody.jpg, 404",
    "GET, /api/v1/folder/thumbnail?path=../secret.jpg, 404",
    "GET, /api/v1/folder/thumbnail?path=/etc/passwd, 404",
    "GET, /api/v1/folder/thumbnail?path=link.jpg, 404",
    "GET, /api/v1/folder/thumbnail?path=sub/c.jpg, 404",
    "GET, /api/v1/folder/thumbnail?path=broken.jpg, 404",
    "GET, /api/v1/folder/thumbnail?path=a.jpg&path=b.jpg, 400"
  })
  void pathsAndMethodsThatThereAreNot(String method, String path, int status) throws Exception {
    problem(status, client.call(method, path, "", new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numBeams=0",
        "numBeams=21",
        "numBeams=-1",
        "numBeams=1e1",
        "numBeams=99999999999999999999",
        "numBeams=%2b1",
        "numBeams=",
        "numBeams",
        "numBeams=3&numBeams=3",
        "numBeams=%zz",
        "numCaptions=4",
        "maxTokens=101",
        "lengthPenalty=NaN",
        "lengthPenalty=1e308",
        "lengthPenalty=0x1p3",
        "lengthPenalty=1f",
        "temperature=1",
        "sample=true&temperature=0",
        "sample=true&topP=Infinity",
        "sample=true&topK=-1",
        "sample=yes",
        "sample=true&seed=1.5",
        "sample=true&seed=9223372036854775808",
        "genderCertainty=0.4",
        "keywords=101",
        "minKeywordProbability=0.5",
        "keywords=1&minKeywordProbability=2",
        "minScore=1",
        "minScore=-Infinity",
        "attention=maybe",
        "model=",
        "model=../../starter",
        "model=%00",
        "unknown=1",
        "=1"
      })
  void parametersOutOfBounds(String query) throws Exception {
    String detail =
        problem(
            400,
            client.post(
                "/api/v1/captions?" + query, new Multipart().file("a.jpg", new byte[] {1})));
    assertTrue(detail.contains(" must ") && detail.contains(", but got "), detail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "every=0s",
        "every=2",
        "every=1h",
        "every=9999999999s",
        "frames=0",
        "frames=10001",
        "every=1s&frames=2",
        "scenes=true&frames=2",
        "attention=true"
      })
  void parametersOfVideosOutOfBounds(String query) throws Exception {
    problem(
        400, client.post("/api/v1/videos?" + query, new Multipart().file("v.mp4", new byte[] {1})));
  }

  @Test
  void theDocumentHasTheRoutesThatThereAre() throws Exception {
    JsonNode paths = JSON.readTree(client.get("/openapi.json").body()).path("paths");
    Set<String> documented = new TreeSet<>();
    paths.fieldNames().forEachRemaining(documented::add);
    assertEquals(new TreeSet<>(server.routes()), documented);
    for (String path : documented) {
      Set<String> methods = new TreeSet<>();
      paths
          .path(path)
          .fieldNames()
          .forEachRemaining(one -> methods.add(one.toUpperCase(Locale.ROOT)));
      Answer wrong = client.call("DELETE", path.replace("{name}", "x"), "", new byte[0]);
      problem(405, wrong);
      assertEquals(String.join(", ", methods), wrong.header("Allow"), path);
    }
  }

  @Test
  void bodiesOfTheWrongType() throws Exception {
    for (String type : List.of("text/plain", "application/json", "image/jpeg", "multipart/mixed")) {
      problem(
          415,
          client.call(
              "POST", "/api/v1/captions", "Content-Type: " + type + "\r\n", new byte[] {1, 2}));
    }
    problem(415, client.call("POST", "/api/v1/captions", "", new byte[0]));
    for (String path : List.of("/api/v1/xmp", "/v1/chat/completions")) {
      problem(415, client.call("POST", path, "Content-Type: text/plain\r\n", "{}".getBytes()));
      problem(415, client.post(path, new Multipart().text("caption", "a")));
    }
  }

  @Test
  void multipartThatIsBroken() throws Exception {
    byte[] one = {1};
    String headers = "Content-Type: " + Multipart.TYPE + "\r\n";
    String path = "/api/v1/captions";
    problem(400, client.call("POST", path, headers, new byte[0]));
    problem(400, client.call("POST", path, headers, new Multipart().file("a.jpg", one).open()));
    problem(400, client.call("POST", path, headers, "--other\r\n\r\n--other--".getBytes()));
    problem(400, client.call("POST", path, "Content-Type: multipart/form-data\r\n", one));
    problem(
        400,
        client.call(
            "POST",
            path,
            "Content-Type: multipart/form-data; boundary=" + "b".repeat(500) + "\r\n",
            one));
    problem(400, client.post(path, new Multipart()));
    problem(400, client.post(path, new Multipart().text("file", "no name")));
    problem(400, client.post(path, new Multipart().part("filename=\"a.jpg\"", one)));
    problem(400, client.post(path, new Multipart().part("name=\"file\"; filename=\"\0\"", one)));
    problem(400, client.post(path, new Multipart().add("--" + Multipart.BOUNDARY + "\r\nX\3: y")));
    Multipart many = new Multipart();
    for (int i = 0; i < 3000; i++) {
      many.text("x" + i, "");
    }
    problem(413, client.post(path, many));
    problem(400, client.post("/api/v1/answers", new Multipart().file("a.jpg", one)));
    problem(
        400,
        client.post(
            "/api/v1/answers",
            new Multipart().file("a.jpg", one).text("question", "?".repeat(5000))));
  }

  @Test
  void namesAreLabels() throws Exception {
    for (String name :
        List.of("../../x.jpg", "/etc/passwd", "..\\..\\x", "C:\\x.jpg", ".", "a/../../b", "%00")) {
      Answer answer =
          client.post("/api/v1/captions", new Multipart().file(name, new byte[] {1, 2}));
      problem(422, answer);
      String path = JSON.readTree(answer.body()).at("/results/0/path").asText();
      assertFalse(
          path.startsWith("/") || path.contains("..") || path.contains(":") || path.contains("\\"),
          path);
    }
    Multipart longName = new Multipart().file("n".repeat(6000), new byte[0]);
    problem(400, client.post("/api/v1/captions", longName));
  }

  @Test
  void jsonThatIsNone() throws Exception {
    List<String> bodies =
        new ArrayList<>(
            List.of(
                "", "{", "[]", "null", "\"a\"", "{\"a\":1e99999999}", "{}", "{\"messages\":1}"));
    bodies.add("[".repeat(100_000));
    bodies.add("{\"a\":".repeat(5000));
    bodies.add("{\"messages\":" + "9".repeat(5000) + "}");
    bodies.add("{\"messages\":[],\"model\":{}}");
    bodies.add("{\"messages\":[{\"role\":\"user\",\"content\":\"text only\"}]}");
    bodies.add(chat("x").replace("}]}]}", "}]}],\"stream\":true}"));
    for (String body : bodies) {
      problem(400, client.json("POST", "/v1/chat/completions", body));
    }
    for (String body :
        List.of(
            "{}",
            "{\"caption\":\"\"}",
            "{\"caption\":1}",
            "{\"caption\":\"\\u0000\"}",
            "{\"caption\":\"\\ud800\"}",
            "{\"caption\":\"a\",\"keywords\":{}}",
            "{\"caption\":\"a\",\"keywords\":[1]}",
            "{\"caption\":\"" + "a".repeat(10_001) + "\"}")) {
      problem(400, client.json("POST", "/api/v1/xmp", body));
    }
    Random random = new Random(24);
    for (int i = 0; i < 50; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      problem(
          400,
          client.call("POST", "/v1/chat/completions", "Content-Type: application/json\r\n", noise));
    }
    problem(413, client.json("POST", "/api/v1/xmp", "{\"caption\":\"" + "a".repeat(5 << 20)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:1/a.jpg",
        "https://example.org/a.jpg",
        "file:///etc/passwd",
        "ftp://127.0.0.1/a",
        "jar:file:/a!/b",
        "data:text/html;base64,AAAA",
        "data:image/png,AAAA",
        "data:image/png;base64,!!!",
        "",
        "//a/b"
      })
  void addressesAreNotFetched(String url) throws Exception {
    Answer answer = client.json("POST", "/v1/chat/completions", chat(url));
    if (url.endsWith("!!!")) { // MIME's base64 leaves out what is none
      problem(422, answer);
    } else {
      assertTrue(problem(400, answer).contains("data:image/"), answer.body());
    }
  }

  @Test
  void httpThatIsBroken() throws Exception {
    String host = "Host: 127.0.0.1\r\n";
    String end = "Connection: close\r\n\r\n";
    problem(
        431, client.send("GET / HTTP/1.1\r\n" + host + "X: " + "a".repeat(9000) + "\r\n" + end));
    problem(414, client.send("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n" + host + end));
    problem(400, client.send("GET / HTTP/1.1\r\n" + end));
    problem(400, client.send("GET / HTTP/1.1\r\nHost: a:b:c\r\n" + end));
    problem(400, client.send("GET /\0 HTTP/1.1\r\n" + host + end));
    problem(400, client.send("\u0001\u0002 / HTTP/1.1\r\n" + host + end));
    problem(
        400, client.send("POST /api/v1/xmp HTTP/1.1\r\n" + host + "Content-Length: -1\r\n" + end));
    String chunked = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
    problem(400, client.send("POST /api/v1/xmp HTTP/1.1\r\n" + host + chunked + end + "zz\r\n"));
    problem(
        400,
        client.send(
            "POST /api/v1/xmp HTTP/1.1\r\n" + host + chunked + "Content-Length: 5\r\n" + end));
    assertNotEquals(200, client.send("GET /api/v1/models\r\n\r\n").status());
  }

  @Test
  void otherHostsAndOriginsAreForbidden() throws Exception {
    for (String host :
        List.of("evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[::2]:80")) {
      Answer answer =
          client.send(
              "GET /api/v1/models HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      assertTrue(answer.status() == 403 || answer.status() == 400, answer.body());
      problem(answer.status(), answer);
    }
    for (String origin :
        List.of(
            "null", "https://evil.example", "http://127.0.0.1:1", "http://127.0.0.1", "%%%", "")) {
      String headers = "Origin: " + origin + "\r\nContent-Type: application/json\r\n";
      byte[] body = "{\"path\":\"a.jpg\",\"caption\":\"x\"}".getBytes(StandardCharsets.UTF_8);
      problem(403, client.call("PUT", "/api/v1/folder/caption", headers, body));
    }
  }

  @Test
  void clientsThatStopInTheMiddle() throws Exception {
    byte[] body = new Multipart().file("cat.jpg", Files.readAllBytes(CAT)).bytes();
    String head =
        "POST /api/v1/captions HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: "
            + Multipart.TYPE
            + "\r\nContent-Length: ";
    problem(400, client.send((head + "100000\r\n\r\n--" + Multipart.BOUNDARY).getBytes(), true));
    problem(400, client.send((head + body.length + "\r\n\r\n").getBytes(), true));
    for (int i = 0; i < 5; i++) { // gone without a word
      try (Socket socket = client.connect()) {
        socket.getOutputStream().write((head + body.length + "\r\n\r\n--").getBytes());
      }
    }
    try (Socket socket = client.connect()) { // a byte now and then
      socket.getOutputStream().write((head + body.length + "\r\n\r\n").getBytes());
      try {
        for (int i = 0; i < 200 && socket.getInputStream().available() == 0; i++) {
          socket.getOutputStream().write(body[i]);
          Thread.sleep(20);
        }
      } catch (IOException e) {
        // It does not listen any longer.
      }
      problem(408, RawClient.read(socket));
    }
  }

  @Test
  void clientsThatLeaveAStreamOfEvents() throws Exception {
    Multipart body = new Multipart();
    for (int i = 0; i < 24; i++) {
      body.file(i + ".jpg", Files.readAllBytes(CAT));
    }
    byte[] bytes = body.bytes();
    String head =
        "POST /api/v1/captions?numBeams=1&maxTokens=2 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Accept: text/event-stream\r\n"
            + "Content-Type: "
            + Multipart.TYPE
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    try (Socket socket = client.connect()) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(bytes);
      byte[] start = socket.getInputStream().readNBytes(400);
      assertTrue(new String(start, StandardCharsets.UTF_8).startsWith("HTTP/1.1 200"));
      socket.setSoLinger(true, 0); // a reset, as of a browser whose tab was closed
    }
    // theServerGoesOnAndNothingIsLeft waits until nothing is in work.
  }

  @Test
  void linksDoNotLeadOutOfTheFolder() throws Exception {
    JsonNode entries = JSON.readTree(client.get("/api/v1/folder").body()).path("entries");
    assertEquals(
        "[{\"path\":\"a.jpg\",\"caption\":null},{\"path\":\"b.jpg\",\"caption\":null}]",
        entries.toString());
    for (String name : List.of("a.jpg", "b.jpg")) {
      String body = "{\"path\":\"" + name + "\",\"caption\":\"changed\"}";
      problem(422, client.json("PUT", "/api/v1/folder/caption", body));
    }
    assertEquals("secret", Files.readString(outside.resolve("secret.txt")));
    assertFalse(Files.exists(outside.resolve("new.txt")));
    for (String name : List.of("../secret.jpg", "link.jpg", "sub/c.jpg", "/etc/passwd")) {
      String body = "{\"path\":\"" + name + "\",\"caption\":\"changed\"}";
      problem(404, client.json("PUT", "/api/v1/folder/caption", body));
    }
  }

  @Test
  void aTokenIsNeededHoweverThePathIsSpelt() throws Exception {
    try (ShowtellServer guarded =
        ShowtellServer.start(
            new ServerConfig(
                List.of("starter"),
                new ServerConfig.Address("127.0.0.1", 0, Optional.of(TOKEN)),
                ServerConfig.Limits.defaults(),
                Optional.empty()))) {
      RawClient stranger = new RawClient(guarded.port());
      for (String path :
          List.of(
              "/api/v1/models",
              "/api/v1/models/",
              "//api/v1/models",
              "/API/v1/models",
              "/%61pi/v1/models",
              "/api;x/v1/models",
              "/api/v1/models;x",
              "/./api/v1/models",
              "/x/../api/v1/models",
              "/metrics",
              "/metrics/",
              "//metrics",
              "/%6detrics",
              "/api/v1/models/starter/card",
              "/api/v1/models/starter/card/",
              "/a.js/../metrics")) {
        assertNotEquals(200, stranger.get(path).status(), path);
      }
      problem(401, stranger.get("/metrics"));
      for (String value :
          List.of("", "Bearer", "Bearer ", "Basic " + TOKEN, "Bearer " + TOKEN + "x", TOKEN)) {
        problem(
            401, stranger.call("GET", "/metrics", "Authorization: " + value + "\r\n", new byte[0]));
      }
      problem(401, stranger.get("/metrics?token=" + TOKEN));
      for (String open : List.of("/", "/healthz", "/app.css", "/openapi.json")) {
        assertEquals(200, stranger.get(open).status(), open);
      }
      String known = "Authorization: Bearer " + TOKEN + "\r\n";
      assertEquals(200, stranger.call("GET", "/metrics", known, new byte[0]).status());
    }
  }
}
