package org.showtell.app.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.showtell.app.server.Problem.ProblemException;

/** Server-sent events as the answer of a request. */
final class EventStream {
  private final Context request;
  private final OutputStream out;

  private EventStream(Context request) throws IOException {
    this.request = request;
    this.out = request.res().getOutputStream();
  }

  /** Sends the events of a call. */
  @FunctionalInterface
  interface Source {
    void sendTo(EventStream events) throws IOException;
  }

  /** Whether the client asks for events. */
  static boolean isWanted(Context request) {
    String accept = request.header("Accept");
    return accept != null && accept.contains("text/event-stream");
  }

  /**
   * Answers with events, then {@code done}. A problem before the first event is the answer itself;
   * a later one is the last event, {@code problem}.
   *
   * @throws IOException if the client is gone
   */
  static void answer(Context request, Source source) throws IOException {
    EventStream events = new EventStream(request);
    try {
      source.sendTo(events);
      events.send("done", "{}");
    } catch (ProblemException e) {
      if (!request.res().isCommitted()) {
        throw e;
      }
      events.send("problem", Json.problem(e.problem(), List.of()));
    }
  }

  /**
   * Sends an event.
   *
   * @param json in one line
   * @throws IOException if the client is gone
   */
  void send(String event, String json) throws IOException {
    if (!request.res().isCommitted()) {
      request.contentType("text/event-stream; charset=utf-8");
    }
    out.write(("event: " + event + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
