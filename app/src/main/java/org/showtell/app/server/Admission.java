package org.showtell.app.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Counts the requests that are being answered, to their last byte. A server that stops lets no
 * further one in and waits for these.
 */
final class Admission extends HandlerWrapper {
  private int inFlight;
  private boolean stopping;

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (!enter()) {
      base.setHandled(true);
      response.setHeader("Connection", "close");
      Failures.send(response, Problem.busy("The server stops; try again later").problem());
      return;
    }
    try {
      super.handle(target, base, request, response);
    } finally {
      Uploads.remove(request);
      leave();
    }
  }

  private synchronized boolean enter() {
    if (stopping) {
      return false;
    }
    inFlight++;
    return true;
  }

  private synchronized void leave() {
    inFlight--;
    notifyAll();
  }

  /** Requests that are being answered. */
  synchronized int inFlight() {
    return inFlight;
  }

  /** Lets nothing in from now on, and waits until all that was let in is answered. */
  synchronized void drain(Duration patience) {
    stopping = true;
    long until = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis();
          inFlight > 0 && left > 0;
          left = (until - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
