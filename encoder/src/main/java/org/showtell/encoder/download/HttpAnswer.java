package org.showtell.encoder.download;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's response; whoever has it closes it.
 *
 * @param url who answered, after redirects
 * @param headers the first value of each, by lower-case names
 */
record HttpAnswer(URI url, int status, Map<String, String> headers, TimedBody body)
    implements AutoCloseable {
  static final int OK = 200;
  static final int PARTIAL = 206;
  static final int RANGE_NOT_SATISFIABLE = 416;

  // RFC 9110, 14.4: "bytes 5-9/10", "bytes 5-9/*", and with status 416 "bytes */10".
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18}|\\*)");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private String header(String name) {
    return headers.getOrDefault(name, "").strip();
  }

  /** Which byte of the file the content begins with; -1 if unknown. */
  long start() {
    if (status == OK) {
      return 0;
    }
    Matcher range = CONTENT_RANGE.matcher(header("content-range"));
    return range.matches() && range.group(1) != null ? Long.parseLong(range.group(1)) : -1;
  }

  /** The size of the whole file; -1 if unknown. */
  long total() {
    if (status == OK) {
      String length = header("content-length");
      return NUMBER.matcher(length).matches() ? Long.parseLong(length) : -1;
    }
    Matcher range = CONTENT_RANGE.matcher(header("content-range"));
    return range.matches() && !range.group(3).equals("*") ? Long.parseLong(range.group(3)) : -1;
  }

  /**
   * What identifies this version of the file: its strong ETag, else its last-modified time, else
   * nothing. Weak ETags do not promise equal bytes (RFC 9110, 13.1.5).
   */
  String version() {
    String etag = header("etag");
    return etag.startsWith("\"") ? etag : header("last-modified");
  }

  /** Whether this is of another version; missing headers contradict nothing. */
  boolean contradicts(String version) {
    String own = version.startsWith("\"") ? header("etag") : header("last-modified");
    return !version.isEmpty() && !own.isEmpty() && !own.equals(version);
  }

  boolean isTemporary() {
    return status == 408 || status == 425 || status == 429 || status >= 500 && status != 501;
  }

  Optional<Duration> retryAfter(Instant now) {
    String value = header("retry-after");
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    body.close();
  }

  /**
   * A response body taken by one thread. Unlike the input stream of Java's HTTP client, it does not
   * wait forever for a silent server.
   */
  static final class TimedBody implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    private static final int PIECES_AHEAD = 16;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Duration patience;
    private volatile Flow.Subscription subscription;
    private volatile boolean closed;

    /** Bytes, or the end where there are none, or a failure. */
    private record Signal(List<ByteBuffer> bytes, Throwable failure) {}

    TimedBody(Duration patience) {
      this.patience = patience;
    }

    /**
     * The next bytes; empty at the end.
     *
     * @throws IOException if the connection broke or nothing came for too long
     */
    List<ByteBuffer> next() throws IOException, InterruptedException {
      Signal signal = signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (signal == null) {
        throw new IOException("nothing came for " + patience.toMillis() / 1000.0 + " s");
      }
      if (signal.failure() != null) {
        throw new IOException(signal.failure().getMessage(), signal.failure());
      }
      if (!signal.bytes().isEmpty()) {
        subscription.request(1);
      }
      return signal.bytes();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      if (closed) {
        given.cancel();
      } else {
        given.request(PIECES_AHEAD);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
      if (bytes.isEmpty()) {
        subscription.request(1);
      } else {
        signals.add(new Signal(bytes, null));
      }
    }

    @Override
    public void onError(Throwable failure) {
      signals.add(new Signal(List.of(), failure));
    }

    @Override
    public void onComplete() {
      signals.add(new Signal(List.of(), null));
    }

    @Override
    public void close() {
      closed = true;
      Flow.Subscription given = subscription;
      if (given != null) {
        given.cancel();
      }
    }
  }
}
