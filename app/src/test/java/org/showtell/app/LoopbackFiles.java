package org.showtell.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files on a server in this process; what it has not is answered with 404. */
public final class LoopbackFiles implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = Collections.synchronizedMap(new TreeMap<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  public LoopbackFiles() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] content = files.get(path);
            if (content == null) {
              exchange.sendResponseHeaders(404, -1);
            } else {
              exchange.sendResponseHeaders(200, content.length);
              exchange.getResponseBody().write(content);
            }
          }
        });
    server.start();
  }

  public void put(String path, byte[] content) {
    files.put(path, content);
  }

  /** The paths that were asked for. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
