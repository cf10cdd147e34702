package org.showtell.encoder.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One file, served on this machine by a server that can be told how to misbehave. */
final class FileServer implements AutoCloseable {
  private static final String PATH = "/file.bin";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Deque<HttpHandler> script = new ArrayDeque<>();

  private volatile byte[] content;
  private volatile String etag = "\"one\"";
  private volatile boolean takesRanges = true;

  FileServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return url(PATH);
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** From now on the file is this one. */
  void replace(byte[] other, String otherEtag) {
    content = other;
    etag = otherEtag;
  }

  void replaceEtag(String other) {
    etag = other;
  }

  void ignoreRanges() {
    takesRanges = false;
  }

  /**
   * The next request is answered by this; those after what was told are answered as they should.
   */
  void next(HttpHandler handler) {
    synchronized (script) {
      script.add(handler);
    }
  }

  /** The next answer ends after so many of its bytes. */
  void cutNextAfter(int bytes) {
    next(exchange -> serve(exchange, bytes));
  }

  void next(int status, String header, String value) {
    next(
        exchange -> {
          exchange.getResponseHeaders().set(header, value);
          exchange.sendResponseHeaders(status, -1);
        });
  }

  /** The ranges that were asked for, in order; "all" where none was. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(range == null ? "all" : range);
    HttpHandler told;
    synchronized (script) {
      told = script.poll();
    }
    try (exchange) {
      if (told == null) {
        serve(exchange, Integer.MAX_VALUE);
      } else {
        told.handle(exchange);
      }
    }
  }

  /** Answers as a good server does, but ends after so many bytes. */
  void serve(HttpExchange exchange, int most) throws IOException {
    if (!etag.isEmpty()) {
      exchange.getResponseHeaders().set("ETag", etag);
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
    int from = 0;
    if (range != null && takesRanges && (ifRange == null || ifRange.equals(etag))) {
      from = Integer.parseInt(range.replaceAll("\\D", ""));
      if (from >= content.length) {
        exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    byte[] rest = Arrays.copyOfRange(content, from, content.length);
    exchange.getResponseBody().write(rest, 0, Math.min(most, rest.length));
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
