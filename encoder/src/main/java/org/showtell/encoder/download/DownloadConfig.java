package org.showtell.encoder.download;

import java.net.ProxySelector;
import java.time.Duration;
import java.util.Objects;

/**
 * How patient a download is, and through which proxies it goes.
 *
 * @param idleTimeout for an answer to begin, and for the next bytes to come
 * @param attempts in a row without progress
 * @param firstWait before the second attempt; doubled after each further one
 * @param longestWait bound of that, and of the wait that a server may ask for
 */
public record DownloadConfig(
    Duration connectTimeout,
    Duration idleTimeout,
    int attempts,
    Duration firstWait,
    Duration longestWait,
    ProxySelector proxies) {
  /** Fails if there is no attempt or a timeout is not positive. */
  public DownloadConfig {
    Objects.requireNonNull(proxies, "proxies");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, but got " + attempts);
    }
    if (!isPositive(connectTimeout) || !isPositive(idleTimeout)) {
      throw new IllegalArgumentException(
          "connectTimeout and idleTimeout must be positive, but got "
              + connectTimeout
              + " and "
              + idleTimeout);
    }
    if (firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          String.format(
              "firstWait must not be negative nor longer than longestWait, but got " + "%s and %s",
              firstWait, longestWait));
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  /**
   * Five attempts, at most two minutes between two, the proxies of Java's own settings ({@code
   * https.proxyHost}).
   */
  public static DownloadConfig defaults() {
    return new DownloadConfig(
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        5,
        Duration.ofSeconds(2),
        Duration.ofSeconds(120),
        ProxySelector.getDefault());
  }

  public DownloadConfig withProxies(ProxySelector selector) {
    return new DownloadConfig(
        connectTimeout, idleTimeout, attempts, firstWait, longestWait, selector);
  }

  Duration wait(int failures) {
    Duration wait = firstWait.multipliedBy(1L << Math.min(failures - 1, 16));
    return wait.compareTo(longestWait) > 0 ? longestWait : wait;
  }
}
