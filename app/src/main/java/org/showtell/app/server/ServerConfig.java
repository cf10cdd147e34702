package org.showtell.app.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the server.
 *
 * @param models names or files of the models, the first is the default one
 * @param address where it listens
 * @param limits what a request may take
 * @param gallery folder for review, if one is served
 */
public record ServerConfig(
    List<String> models, Address address, Limits limits, Optional<Gallery> gallery) {
  /** Checks that there is a model. */
  public ServerConfig {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("models must name at least one model, but got none");
    }
  }

  /** Serves the given models on the loopback address with default limits. */
  public static ServerConfig of(List<String> models) {
    return new ServerConfig(
        models,
        new Address("127.0.0.1", 7070, Optional.empty()),
        Limits.defaults(),
        Optional.empty());
  }

  /**
   * Where the server listens, and who may call it.
   *
   * @param host address of an interface
   * @param port 0 for any free one
   * @param token what a client has to show; needed where other machines can connect
   */
  public record Address(String host, int port, Optional<String> token) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the host is open to other machines without a token
     */
    public Address {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port must be 0 to 65535, but got " + port);
      }
      if (token.filter(value -> value.length() < 8).isPresent()) {
        throw new IllegalArgumentException(
            "token must have at least 8 characters, but got " + token.get().length());
      }
      if (host.isBlank()) {
        throw new IllegalArgumentException("host must be an address or a name, but got none");
      }
      if (token.filter(value -> !value.matches("[!-~]+")).isPresent()) {
        throw new IllegalArgumentException(
            "token must have printable ASCII characters without spaces, but got others: a header"
                + " could not carry it");
      }
      if (!isLoopback(host) && token.isEmpty()) {
        throw new IllegalArgumentException(
            "host must be this machine's own address where token is not given, but got "
                + host
                + ": whoever reaches it could use the server; give a token");
      }
    }

    /** The host as addresses of pages have it. */
    public String shown() {
      return host.equals("0.0.0.0") || host.equals("::")
          ? "127.0.0.1"
          : host.contains(":") ? "[" + host + "]" : host;
    }

    /** Whether only this machine can connect. */
    public static boolean isLoopback(String host) {
      return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }
  }

  /**
   * What a request may take.
   *
   * @param uploadBytes of one file
   * @param requestBytes of all files of a request together
   * @param queue images that may wait; a request that finds no room is asked to come back
   * @param batch images that are encoded together
   * @param patience how long a request waits for its result
   */
  public record Limits(
      long uploadBytes, long requestBytes, int queue, int batch, Duration patience) {
    /** Checks that all are positive. */
    public Limits {
      if (uploadBytes < 1 || requestBytes < 1 || queue < 1 || batch < 1) {
        throw new IllegalArgumentException(
            "limits must be at least 1, but got uploadBytes %d, requestBytes %d, queue %d, batch %d"
                .formatted(uploadBytes, requestBytes, queue, batch));
      }
    }

    /** Questions that may wait: fewer than images, so that these keep their share of threads. */
    int questions() {
      return Math.max(1, queue / 4);
    }

    /** 64 MB a file, 1 GB a request, 256 images waiting, batches of 8, 60 s. */
    public static Limits defaults() {
      return new Limits(64L << 20, 1L << 30, 256, 8, Duration.ofSeconds(60));
    }
  }

  /**
   * A folder of images whose captions are reviewed.
   *
   * @param folder with images
   * @param write whether edited captions may be saved
   */
  public record Gallery(Path folder, boolean write) {}
}
