package org.showtell.encoder.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLException;
import org.showtell.encoder.download.HttpAnswer.TimedBody;

/** Sends requests: the one place where connections are made. */
final class HttpFetch {
  private static final int MOST_REDIRECTS = 10;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final DownloadConfig config;

  HttpFetch(DownloadConfig config) {
    this.config = config;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout())
            .proxy(config.proxies())
            .build();
  }

  /**
   * Asks for a file and follows redirects.
   *
   * @param from the first byte that is wanted
   * @param version of the bytes before it; empty if unknown
   * @return the answer, which the caller closes
   * @throws DownloadException if the redirects lead nowhere or from https to http, or the server
   *     cannot prove who it is
   * @throws UnreachableException if no connection can be made
   */
  HttpAnswer get(DownloadRequest wanted, long from, String version)
      throws IOException, InterruptedException {
    URI at = wanted.url();
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpAnswer answer;
      try {
        answer = answer(at, client.send(request(at, from, version), BodyHandlers.ofPublisher()));
      } catch (SSLException e) {
        throw new DownloadException(
            at + ": no secure connection (" + e.getMessage() + "); " + wanted.byHand(), e);
      } catch (ConnectException | HttpConnectTimeoutException e) {
        throw new UnreachableException(reason(e) + through(at), e);
      }
      if (!REDIRECTS.contains(answer.status())) {
        return answer;
      }
      answer.close();
      at = redirected(at, answer.headers().get("location"));
    }
    throw new DownloadException(
        wanted.url() + ": more than " + MOST_REDIRECTS + " redirects, the last one to " + at);
  }

  // Java says "null" of a host that it cannot find, and keeps the reason behind other exceptions.
  private static String reason(IOException e) {
    String reason = e.getMessage();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "its host is not known; is there a network?";
      }
      reason = reason == null ? cause.getMessage() : reason;
    }
    return reason == null ? "no connection" : reason;
  }

  private String through(URI url) {
    Proxy proxy = config.proxies().select(url).get(0);
    return proxy.address() instanceof InetSocketAddress address
        ? ", through the proxy " + address.getHostString() + ":" + address.getPort()
        : "";
  }

  private HttpRequest request(URI url, long from, String version) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(config.idleTimeout())
            .header("User-Agent", "showtell")
            .header("Accept-Encoding", "identity");
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
      if (!version.isEmpty()) {
        request.header("If-Range", version);
      }
    }
    return request.build();
  }

  private HttpAnswer answer(URI url, HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    TimedBody body = new TimedBody(config.idleTimeout());
    response.body().subscribe(body);
    return new HttpAnswer(url, response.statusCode(), headers, body);
  }

  static URI redirected(URI from, String location) throws DownloadException {
    URI to;
    try {
      to = from.resolve(location == null ? "" : location);
      DownloadRequest.requireWeb(to);
    } catch (IllegalArgumentException e) {
      throw new DownloadException(
          from + ": redirects to " + location + ", which is not an address of the web", e);
    }
    if (from.getScheme().equalsIgnoreCase("https") && to.getScheme().equalsIgnoreCase("http")) {
      throw new DownloadException(
          from + ": redirects to " + to + ", from https to http, which is not followed");
    }
    return to;
  }

  /** No connection could be made; the message is the reason. */
  static final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String reason, Throwable cause) {
      super(reason, cause);
    }
  }
}
