package org.showtell.app.cli.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.showtell.app.cli.terminal.UsageException;

class ProxiesTest {
  private static Proxy proxy(Map<String, String> environment, String url) throws UsageException {
    List<Proxy> proxies = Proxies.of(environment).select(URI.create(url));
    assertEquals(1, proxies.size());
    return proxies.get(0);
  }

  private static Proxy http(String host, int port) {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  @Test
  void withoutVariablesConnectionsAreDirect() throws UsageException {
    assertEquals(Proxy.NO_PROXY, proxy(Map.of(), "https://a.example/x"));
  }

  @Test
  void eachSchemeHasItsProxy() throws UsageException {
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "http://secure.example:3128/", "http_proxy", "plain.example:8080");
    assertEquals(http("secure.example", 3128), proxy(environment, "https://a.example/x"));
    assertEquals(http("plain.example", 8080), proxy(environment, "http://a.example/x"));
  }

  @Test
  void oneProxyMayServeAll() throws UsageException {
    Map<String, String> environment = Map.of("ALL_PROXY", "http://p.example");
    assertEquals(http("p.example", 80), proxy(environment, "https://a.example/x"));
    assertEquals(http("p.example", 80), proxy(environment, "http://a.example/x"));
  }

  @Test
  void someHostsAreReachedDirectly() throws UsageException {
    Map<String, String> environment =
        Map.of("https_proxy", "p.example:1", "NO_PROXY", "inside.example, .local,*.lan");
    for (String direct :
        List.of(
            "inside.example", "x.inside.example", "a.local", "b.lan", "localhost", "127.0.0.1")) {
      assertEquals(Proxy.NO_PROXY, proxy(environment, "https://" + direct + "/x"), direct);
    }
    for (String other : List.of("outside.example", "notinside.example", "inside.example.org")) {
      assertEquals(http("p.example", 1), proxy(environment, "https://" + other + "/x"), other);
    }
  }

  @Test
  void aProxyThatCannotBeUsedIsNamedWithoutItsPassword() {
    for (String value : List.of("http://me:secret@p.example:1", "socks5://p.example:1", "::")) {
      String message =
          assertThrows(UsageException.class, () -> Proxies.of(Map.of("HTTPS_PROXY", value)))
              .getMessage();
      assertTrue(message.contains("HTTPS_PROXY"), message);
      assertFalse(message.contains("secret"), message);
    }
  }
}
