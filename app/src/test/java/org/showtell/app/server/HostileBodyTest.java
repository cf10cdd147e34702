package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.app.server.RawClient.Answer;

/** Bodies, names and addresses that are not what they should be. */
class HostileBodyTest extends HostileRequests {
  static String chat(String url) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\""
        + url
        + "\"}}]}]}";
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
}
