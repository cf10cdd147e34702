package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server with the model that ships, over real connections. */
class ShowtellServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Path.of("..", "samples");

  private static ShowtellServer server;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    ServerConfig defaults = ServerConfig.of(List.of("starter"));
    server =
        ShowtellServer.start(
            new ServerConfig(
                defaults.models(),
                new ServerConfig.Address("127.0.0.1", 0, Optional.empty()),
                defaults.limits(),
                Optional.empty()));
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Part(String field, String file, byte[] content) {}

  private static Part sample(String name) throws IOException {
    return new Part("file", name, Files.readAllBytes(SAMPLES.resolve(name)));
  }

  private static byte[] multipart(Part... parts) {
    Multipart body = new Multipart();
    for (Part part : parts) {
      String file = part.file() == null ? "" : "; filename=\"" + part.file() + "\"";
      body.part("name=\"" + part.field() + "\"" + file, part.content());
    }
    return body.bytes();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, Part... parts) throws Exception {
    return send(
        request(path)
            .header("Content-Type", Multipart.TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(parts))));
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  @Test
  void aCaptionIsPutIntoThePhoto() throws Exception {
    Part caption = new Part("caption", null, "ein Café".getBytes(StandardCharsets.UTF_8));
    Part keyword = new Part("keyword", null, "cup".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> response = post("/api/v1/embed", sample("coffee.jpg"), caption, keyword);
    assertEquals(200, response.statusCode(), response.body());
    assertTrue(response.body().contains("ein Café</rdf:li>"));
    assertTrue(response.body().contains("<rdf:li>cup</rdf:li>"));
    assertEquals(400, post("/api/v1/embed", sample("coffee.jpg")).statusCode());
    HttpResponse<String> video = post("/api/v1/embed", sample("clip.mp4"), caption);
    assertEquals(422, video.statusCode(), video.body());
    assertTrue(video.body().contains("JPEG, PNG and WebP"), video.body());
  }

  @Test
  void captionsAreThoseOfTheCommandLine() throws Exception {
    HttpResponse<String> response =
        post("/api/v1/captions?keywords=3", sample("motorcycle.jpg"), sample("cat.jpg"));
    assertEquals(200, response.statusCode(), response.body());
    JsonNode results = json(response).path("results");
    assertEquals(2, results.size());
    assertEquals("motorcycle.jpg", results.get(0).path("path").asText());
    assertTrue(results.get(0).path("caption").asText().contains("motorcycle"), response.body());
    assertEquals(
        List.of("path", "caption", "score", "captions", "keywords", "model", "error"),
        fields(results.get(0)));
    assertTrue(results.get(1).path("keywords").toString().contains("cat"), response.body());
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new java.util.ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void attentionSumsToOne() throws Exception {
    JsonNode words =
        json(post("/api/v1/captions?attention=true", sample("cat.jpg")))
            .at("/results/0/captions/0/words");
    assertTrue(words.size() > 2);
    double sum = 0;
    for (JsonNode row : words.get(0).path("attention")) {
      for (JsonNode weight : row) {
        sum += weight.asDouble();
      }
    }
    assertEquals(1, sum, 1e-3);
  }

  @Test
  void aBadFileIsARecordAndTheOthersAreCaptioned() throws Exception {
    HttpResponse<String> response =
        post("/api/v1/captions", new Part("file", "empty.jpg", new byte[0]), sample("cat.jpg"));
    assertEquals(200, response.statusCode());
    JsonNode results = json(response).path("results");
    assertTrue(results.get(0).path("caption").isNull());
    assertFalse(results.get(0).path("error").asText().isBlank());
    assertTrue(results.get(1).path("error").isNull());
  }

  @Test
  void onlyBadFilesAreAProblemThatHoldsTheRecords() throws Exception {
    HttpResponse<String> response =
        post(
            "/api/v1/captions",
            new Part("file", "a.jpg", "no image".getBytes(StandardCharsets.UTF_8)));
    assertEquals(422, response.statusCode());
    assertEquals(
        "application/problem+json",
        response.headers().firstValue("Content-Type").orElse("").split(";")[0]);
    JsonNode problem = json(response);
    assertEquals("urn:showtell:problem:unreadable", problem.path("type").asText());
    assertEquals("a.jpg", problem.at("/results/0/path").asText());
  }

  @Test
  void truncatedAndDisguisedFilesAreRefused() throws Exception {
    byte[] whole = Files.readAllBytes(SAMPLES.resolve("cat.jpg"));
    for (byte[] content :
        List.of(
            Arrays.copyOf(whole, whole.length / 2),
            "GIF89a".getBytes(StandardCharsets.US_ASCII),
            "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.US_ASCII),
            new byte[] {'P', 'K', 3, 4, 0, 0})) {
      HttpResponse<String> response =
          post("/api/v1/captions", new Part("file", "../../x.jpg", content));
      assertEquals(422, response.statusCode(), response.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numBeams=0",
        "numBeams=1000",
        "numBeams=two",
        "unknown=1",
        "model=nobody",
        "numCaptions=9",
        "temperature=-1",
        "keywords=1&keywords=2"
      })
  void wrongParametersAreNamed(String query) throws Exception {
    HttpResponse<String> response = post("/api/v1/captions?" + query, sample("cat.jpg"));
    assertEquals(400, response.statusCode(), response.body());
    String name = query.replaceFirst("=.*", "");
    assertTrue(json(response).path("detail").asText().contains(name), response.body());
  }

  @Test
  void eventsComeOneByOne() throws Exception {
    HttpResponse<String> response =
        send(
            request("/api/v1/captions")
                .header("Accept", "text/event-stream")
                .header("Content-Type", Multipart.TYPE)
                .POST(
                    HttpRequest.BodyPublishers.ofByteArray(
                        multipart(sample("cat.jpg"), sample("beach.jpg")))));
    assertEquals(200, response.statusCode());
    assertEquals(3, response.body().split("\n\n").length, response.body());
    assertTrue(
        response.body().startsWith("event: caption\ndata: {\"path\":\"cat.jpg\""), response.body());
    assertTrue(response.body().endsWith("event: done\ndata: {}\n\n"), response.body());
  }

  @Test
  void questionsAreAnswered() throws Exception {
    HttpResponse<String> response =
        post(
            "/api/v1/answers?top=2",
            sample("cat.jpg"),
            new Part("question", null, "what animal is this?".getBytes(StandardCharsets.UTF_8)),
            new Part("question", null, "is there a dog?".getBytes(StandardCharsets.UTF_8)));
    assertEquals(200, response.statusCode(), response.body());
    assertEquals("cat", json(response).at("/results/0/answers/0/answer").asText());
    assertEquals(2, json(response).at("/results/1/answers").size());
  }

  @Test
  void videosGiveCues() throws Exception {
    HttpResponse<String> response =
        post("/api/v1/videos?scenes=true&summary=true", sample("clip.mp4"));
    assertEquals(200, response.statusCode(), response.body());
    JsonNode results = json(response).path("results");
    assertEquals(5, results.size(), response.body());
    assertEquals("clip.mp4", results.get(0).path("path").asText());
    assertEquals(3, results.get(0).path("end").asDouble(), 0.2);
    assertTrue(results.get(4).path("summary").asBoolean());
    assertEquals(422, post("/api/v1/videos", new Part("file", "v.mp4", new byte[10])).statusCode());
  }

  @Test
  void chatCompletionsCaptionAnImage() throws Exception {
    String image =
        Base64.getEncoder().encodeToString(Files.readAllBytes(SAMPLES.resolve("motorcycle.jpg")));
    String body =
        "{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Describe this image.\"},"
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/jpeg;base64,"
            + image
            + "\"}}]}]}";
    HttpResponse<String> response =
        send(
            request("/v1/chat/completions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertEquals(200, response.statusCode(), response.body());
    assertTrue(
        json(response).at("/choices/0/message/content").asText().contains("motorcycle"),
        response.body());
    HttpResponse<String> remote =
        send(
            request("/v1/chat/completions")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        body.replaceFirst("data:image[^\"]*", "http://192.0.2.1/a.jpg"))));
    assertEquals(400, remote.statusCode());
  }

  @Test
  void otherSitesAreTurnedAway() throws Exception {
    HttpResponse<String> response =
        send(
            request("/api/v1/captions")
                .header("Origin", "https://example.org")
                .header("Content-Type", Multipart.TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(sample("cat.jpg")))));
    assertEquals(403, response.statusCode());
    assertTrue(response.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
  }

  @Test
  void thePageComesWithItsHeaders() throws Exception {
    HttpResponse<String> page = send(request("/").GET());
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("<title>Showtell</title>"));
    assertTrue(
        page.headers()
            .firstValue("Content-Security-Policy")
            .orElse("")
            .contains("default-src 'none'"));
    for (String file : List.of("/app.css", "/app.js", "/icon.svg", "/openapi.json", "/api.html")) {
      assertEquals(200, send(request(file).GET()).statusCode(), file);
    }
    assertEquals(400, send(request("/../pom.xml").GET()).statusCode());
    assertEquals(404, send(request("/api/v1/nothing").GET()).statusCode());
  }

  @Test
  void metricsCountRequests() throws Exception {
    assertEquals(200, send(request("/healthz").GET()).statusCode());
    assertEquals(404, send(request("/no-such-page").GET()).statusCode());
    post("/api/v1/captions", sample("cat.jpg"));
    HttpResponse<String> response = send(request("/metrics").GET());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        response.headers().firstValue("Content-Type").orElse(""));
    PrometheusText text = new PrometheusText(response.body());
    String requests = "showtell_requests_total{route=\"%s\",method=\"%s\",status=\"%d\"}";
    assertTrue(text.value(requests.formatted("/api/v1/captions", "POST", 200)) >= 1);
    assertTrue(text.value(requests.formatted("/healthz", "GET", 200)) >= 1);
    assertTrue(text.value(requests.formatted("none", "GET", 404)) >= 1);
    assertTrue(text.value("showtell_files_total{kind=\"image\",outcome=\"done\"}") >= 1);
    assertTrue(text.value("showtell_request_seconds_sum{route=\"/api/v1/captions\"}") > 0);
    assertEquals(0, text.value("showtell_waiting_images{model=\"starter\"}"));
    assertEquals(1, text.value("showtell_requests_in_flight"));
  }
}
