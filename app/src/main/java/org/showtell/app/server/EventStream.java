package org.showtell.app.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events as the answer of a request. */
final class EventStream {
  private final OutputStream out;

  private EventStream(OutputStream out) {
    this.out = out;
  }

  /** Whether the client asks for events. */
  static boolean isWanted(Context request) {
    String accept = request.header("Accept");
    return accept != null && accept.contains("text/event-stream");
  }

  static EventStream open(Context request) throws IOException {
    request.contentType("text/event-stream; charset=utf-8");
    return new EventStream(request.res().getOutputStream());
  }

  /**
   * Sends an event.
   *
   * @param json in one line
   * @throws IOException if the client is gone
   */
  void send(String event, String json) throws IOException {
    out.write(("event: " + event + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
