package org.showtell.app.cli.models;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.showtell.app.cli.terminal.UsageException;

/**
 * The proxies of the environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code
 * ALL_PROXY} and {@code NO_PROXY}, in small letters too. Java's own settings ({@code
 * -Dhttps.proxyHost=...}) come first. This machine is always reached directly.
 */
final class Proxies extends ProxySelector {
  private static final int USUAL_PORT = 80;
  private static final List<String> OF_JAVA =
      List.of("https.proxyHost", "http.proxyHost", "socksProxyHost", "java.net.useSystemProxies");

  private final Optional<InetSocketAddress> http;
  private final Optional<InetSocketAddress> https;
  private final List<String> direct;

  private Proxies(Map<String, String> environment) throws UsageException {
    http = proxy(environment, "http_proxy");
    https = proxy(environment, "https_proxy");
    direct =
        Stream.of(value(environment, "no_proxy").split(","))
            .map(host -> host.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
            .filter(host -> !host.isEmpty())
            .toList();
  }

  /** Java's own proxies, or those of the environment. */
  static ProxySelector of(Map<String, String> environment) throws UsageException {
    return OF_JAVA.stream().anyMatch(name -> System.getProperty(name) != null)
        ? ProxySelector.getDefault()
        : new Proxies(environment);
  }

  private static String value(Map<String, String> environment, String name) {
    String small = environment.getOrDefault(name, "");
    return small.isBlank()
        ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip()
        : small.strip();
  }

  private static Optional<InetSocketAddress> proxy(Map<String, String> environment, String name)
      throws UsageException {
    String value = value(environment, name);
    String variable = name;
    if (value.isEmpty()) {
      variable = "all_proxy";
      value = value(environment, variable);
    }
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(value.contains("://") ? value : "http://" + value);
      if (uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getScheme().equalsIgnoreCase("http")) {
        int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        return Optional.of(InetSocketAddress.createUnresolved(uri.getHost(), port));
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the value: there may be a password in it.
    }
    throw new UsageException(
        ("The environment variable %s (or %s) names a proxy that cannot be used:"
                + " expected http://HOST:PORT, without a user name")
            .formatted(variable, variable.toUpperCase(Locale.ROOT)));
  }

  @Override
  public List<Proxy> select(URI uri) {
    Optional<InetSocketAddress> proxy = "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
    return List.of(
        proxy.isEmpty() || isDirect(uri)
            ? Proxy.NO_PROXY
            : new Proxy(Proxy.Type.HTTP, proxy.get()));
  }

  private boolean isDirect(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("[::1]")
        || direct.stream().anyMatch(d -> d.equals("*") || host.equals(d) || host.endsWith("." + d));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException problem) {
    // The download says it.
  }
}
