package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.showtell.app.server.RawClient.Answer;

/** Broken HTTP, strangers, and clients that go away. */
class HostileConnectionTest extends HostileRequests {
  private static final String TOKEN = "0123456789abcdef";

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
