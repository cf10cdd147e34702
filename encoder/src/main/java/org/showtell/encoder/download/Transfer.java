package org.showtell.encoder.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.showtell.encoder.download.HttpFetch.UnreachableException;

/**
 * Brings one file's bytes into its part file, over as many connections as it takes. When it ends,
 * well or not, the part file is the beginning of one version of the file.
 */
final class Transfer {
  private final HttpFetch http;
  private final DownloadConfig config;
  private final DownloadRequest request;
  private final PartFile part;
  private final DownloadListener listener;

  /** In a row, without getting beyond {@link #furthest}. */
  private int failures;

  private long furthest;
  private boolean answered;
  private boolean inPieces;

  Transfer(
      HttpFetch http,
      DownloadConfig config,
      DownloadRequest request,
      PartFile part,
      DownloadListener listener) {
    this.http = http;
    this.config = config;
    this.request = request;
    this.part = part;
    this.listener = listener;
  }

  boolean inPieces() {
    return inPieces;
  }

  /**
   * Goes on until all bytes are here.
   *
   * @throws DownloadException if that is impossible, or was tried too often
   */
  void run() throws IOException, InterruptedException {
    furthest = part.size();
    while (request.bytes() == 0 || part.size() != request.bytes()) {
      try (HttpAnswer answer = ask()) {
        if (take(answer)) {
          return;
        }
      } catch (DownloadException e) {
        throw e;
      } catch (UnreachableException e) {
        if (!answered) {
          throw new DownloadException(
              request.url() + ": cannot be reached (" + e.getMessage() + "); " + request.byHand(),
              e);
        }
        failed("cannot be reached (" + e.getMessage() + ")", config.wait(failures + 1));
      } catch (IOException e) {
        failed("the connection broke (" + e.getMessage() + ")", config.wait(failures + 1));
      }
    }
    inPieces = true;
  }

  private HttpAnswer ask() throws IOException, InterruptedException {
    long here = part.size();
    HttpAnswer answer = http.get(request, here, here > 0 ? part.version() : "");
    answered = true;
    return answer;
  }

  /**
   * @return whether the file is whole
   */
  private boolean take(HttpAnswer answer) throws IOException, InterruptedException {
    long here = part.size();
    switch (answer.status()) {
      case HttpAnswer.OK:
        if (here > 0) {
          listener.note(
              String.format(
                  "%s: starts over, because the server has another version of the file or cannot "
                      + "send the rest of it",
                  request.url()));
        }
        requireSpace(answer.total() - here);
        write(() -> part.begin(answer.version()));
        inPieces = false;
        return receive(answer);
      case HttpAnswer.PARTIAL:
        if (answer.start() != here || answer.contradicts(part.version())) {
          return beginAnew("the server sent another part of it than it was asked for");
        }
        requireSpace(answer.total() - here);
        write(part::proceed);
        inPieces = true;
        return receive(answer);
      case HttpAnswer.RANGE_NOT_SATISFIABLE:
        inPieces = true;
        return here > 0 && answer.total() == here
            || beginAnew(
                "the server has fewer than the " + ByteCount.text(here) + " that are here");
      default:
        refused(answer);
        return false;
    }
  }

  private boolean beginAnew(String reason) throws IOException, InterruptedException {
    part.delete();
    failed(reason, Duration.ZERO);
    return false;
  }

  private boolean receive(HttpAnswer answer) throws IOException, InterruptedException {
    long size = part.size();
    listener.begins(request, size, answer.total());
    while (true) {
      List<ByteBuffer> bytes = answer.body().next();
      if (bytes.isEmpty()) {
        break;
      }
      for (ByteBuffer buffer : bytes) {
        size += buffer.remaining();
      }
      write(() -> part.add(bytes));
      if (size > furthest) {
        furthest = size;
        failures = 0;
      }
      listener.received(size, answer.total());
    }
    if (answer.total() >= 0 && size != answer.total()) {
      throw new IOException("too few bytes came");
    }
    return true;
  }

  private void refused(HttpAnswer answer) throws DownloadException, InterruptedException {
    String said = "the server " + answer.url().getHost() + " says " + answer.status();
    Duration asked = answer.retryAfter(Instant.now()).orElse(Duration.ZERO);
    if (!answer.isTemporary() || asked.compareTo(config.longestWait()) > 0) {
      throw new DownloadException(
          "%s: %s%s; %s"
              .formatted(
                  request.url(),
                  said,
                  asked.isZero() ? "" : " and to come back in " + asked.toSeconds() + " s",
                  request.byHand()));
    }
    Duration own = config.wait(failures + 1);
    failed(said, asked.compareTo(own) > 0 ? asked : own);
  }

  /** Waits before the next attempt, if there is one. */
  private void failed(String reason, Duration wait) throws DownloadException, InterruptedException {
    failures++;
    if (failures >= config.attempts()) {
      throw new DownloadException(
          String.format(
              "%s: %s; given up after %d attempts that got no further; what has come is kept and"
                  + " resumed by the next call; %s",
              request.url(), reason, failures, request.byHand()));
    }
    listener.note(
        String.format(
            "%s: %s; attempt %d of %d%s",
            request.url(),
            reason,
            failures + 1,
            config.attempts(),
            wait.toSeconds() > 0 ? " in " + wait.toSeconds() + " s" : ""));
    Thread.sleep(wait.toMillis());
  }

  private void requireSpace(long bytes) throws IOException {
    long usable = Files.getFileStore(request.target().getParent()).getUsableSpace();
    if (bytes > usable) {
      throw new DownloadException(
          String.format(
              "%s: %s are to come, but the disk has %s free; free some space or choose a folder on"
                  + " another disk",
              request.target(), ByteCount.text(bytes), ByteCount.text(usable)));
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  // A disk that is full is no reason to ask the server again.
  private void write(Writing writing) throws DownloadException {
    try {
      writing.run();
    } catch (IOException e) {
      throw new DownloadException(
          part.path() + ": cannot be written (" + e.getMessage() + "); what has come is kept", e);
    }
  }
}
