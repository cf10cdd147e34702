package org.showtell.encoder.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An answer's content as it comes in, taken by one thread. Unlike the input stream that Java's HTTP
 * client offers, it does not wait for ever for a server that has fallen silent.
 */
final class TimedBody implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
  private static final int PIECES_AHEAD = 16;

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Duration patience;
  private volatile Flow.Subscription subscription;
  private volatile boolean closed;

  /** A piece, or the end where it has no bytes, or the end by a failure. */
  private record Signal(List<ByteBuffer> bytes, Throwable failure) {}

  /**
   * @param patience how long the next piece may take
   */
  TimedBody(Duration patience) {
    this.patience = patience;
  }

  /**
   * The next piece; empty at the end.
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

  /** Ends the connection where the content has not all been taken. */
  @Override
  public void close() {
    closed = true;
    Flow.Subscription given = subscription;
    if (given != null) {
      given.cancel();
    }
  }
}
