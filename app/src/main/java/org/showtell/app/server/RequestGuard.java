package org.showtell.app.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.showtell.app.server.ServerConfig.Address;

/**
 * Decides which requests are let in, and sets the headers that keep the page safe.
 *
 * <p>A page of another site could make a browser send requests to this machine. Its name in the
 * {@code Host} header gives it away after DNS rebinding, and its {@code Origin} on every call that
 * changes or computes something.
 */
final class RequestGuard {
  private static final Set<HandlerType> SAFE =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);
  private static final String BEARER = "Bearer ";

  // The routes have no dots in their last part.
  private static final Pattern PAGE_FILE =
      Pattern.compile("(?!/(?i:api|v1|metrics)/)(/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+\\.[a-z0-9]+");

  /** Everything comes from this server, and nothing may frame the page. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
          + "media-src 'self' blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
          + "frame-ancestors 'none'";

  private final Address address;

  RequestGuard(Address address) {
    this.address = address;
  }

  /**
   * Checks a request before anything of its body is read.
   *
   * @throws Problem.ProblemException if it is not let in
   */
  void admit(Context request) {
    harden(request);
    String host = hostName(request.header("Host"));
    if (Address.isLoopback(address.host()) && !isThisMachine(host)) {
      throw Problem.forbidden(
          "Host must be this machine's own name, but got "
              + Problem.quoted(host)
              + "; open http://"
              + address.shown()
              + ":"
              + request.port());
    }
    String origin = request.header("Origin");
    if (origin != null && !SAFE.contains(request.method()) && !isSameOrigin(origin, request)) {
      throw Problem.forbidden(
          "Origin must be this server's, but got "
              + Problem.quoted(origin)
              + "; pages of other sites cannot call it");
    }
    if (address.token().isPresent() && !isOpen(request.path()) && !hasToken(request)) {
      request.header("WWW-Authenticate", "Bearer");
      throw Problem.unauthorized(
          "Authorization must be \"Bearer TOKEN\" with the token that the server was started with");
    }
  }

  private static void harden(Context request) {
    request.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    request.header("X-Content-Type-Options", "nosniff");
    request.header("X-Frame-Options", "DENY");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cross-Origin-Opener-Policy", "same-origin");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    request.header("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
    request.header("Cache-Control", "no-store");
  }

  // The page itself holds no secret: it asks for the token and sends it with each call. Everything
  // that does not look like a file of the page is closed, however its path is spelt.
  private static boolean isOpen(String path) {
    return path.equals("/healthz") || path.equals("/") || PAGE_FILE.matcher(path).matches();
  }

  private boolean hasToken(Context request) {
    String given =
        Optional.ofNullable(request.header("Authorization"))
            .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(value -> value.substring(BEARER.length()))
            .orElse("");
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8),
        address.token().orElseThrow().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isThisMachine(String host) {
    return Address.isLoopback(host);
  }

  private static boolean isSameOrigin(String origin, Context request) {
    try {
      URI uri = URI.create(origin);
      String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
      return uri.getHost() != null && host.equalsIgnoreCase(request.header("Host"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The name in a Host header, without port and brackets. */
  static String hostName(String header) {
    if (header == null) {
      return "";
    }
    String name = header.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("[")) {
      int end = name.indexOf(']');
      return end < 0 ? name : name.substring(1, end);
    }
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
