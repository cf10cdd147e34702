package org.showtell.app.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP as bytes: what no well-behaved client would send. */
final class RawClient {
  private static final int PATIENCE_MILLIS = 30_000;

  private final int port;

  RawClient(int port) {
    this.port = port;
  }

  /**
   * An answer.
   *
   * @param status 0 if the server only closed the connection
   */
  record Answer(int status, String head, String body) {
    String header(String name) {
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** A request with a body; the headers that it needs are added. */
  Answer call(String method, String path, String headers, byte[] body) throws IOException {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nConnection: close\r\n"
            + headers
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return send(all.toByteArray(), false);
  }

  Answer get(String path) throws IOException {
    return call("GET", path, "", new byte[0]);
  }

  Answer post(String path, Multipart body) throws IOException {
    return call("POST", path, "Content-Type: " + Multipart.TYPE + "\r\n", body.bytes());
  }

  Answer json(String method, String path, String body) throws IOException {
    return call(
        method, path, "Content-Type: application/json\r\n", body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Bytes as they are.
   *
   * @param halfClose whether the client then says that it has no more to send
   */
  Answer send(byte[] request, boolean halfClose) throws IOException {
    try (Socket socket = connect()) {
      try {
        socket.getOutputStream().write(request);
        if (halfClose) {
          socket.shutdownOutput();
        }
      } catch (IOException e) {
        // It has answered already, and does not read on.
      }
      return read(socket);
    }
  }

  Answer send(String request) throws IOException {
    return send(request.getBytes(StandardCharsets.ISO_8859_1), false);
  }

  /** Reads an answer up to the end of the connection. */
  static Answer read(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (java.net.SocketException e) {
      // Reset: what came before is the answer.
    }
    String text = all.toString(StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/1.1 ") || end < 0) {
      return new Answer(0, text, "");
    }
    return new Answer(
        Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
  }
}
