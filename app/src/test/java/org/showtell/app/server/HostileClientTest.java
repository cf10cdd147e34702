package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.app.server.RawClient.Answer;

/** Requests that no well-behaved client sends: each is told what is wrong, in 4xx. */
class HostileClientTest extends HostileRequests {
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
}
