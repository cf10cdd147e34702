package org.showtell.app.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.server.ServerConfig.Address;
import org.showtell.app.server.ServerConfig.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web page and the REST API over one or more models.
 *
 * <pre>{@code
 * try (ShowtellServer server = ShowtellServer.start(ServerConfig.of(List.of("starter")))) {
 *   open("http://127.0.0.1:" + server.port());
 * }
 * }</pre>
 */
public final class ShowtellServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShowtellServer.class);
  private static final String PAGE = "/org/showtell/app/server/web";

  private static final int SPARE_THREADS = 64;
  private static final int MOST_CONNECTIONS = 4096;
  private static final int MOST_HEADER_BYTES = 8192;
  private static final int LEAST_BYTES_PER_SECOND = 256;
  private static final long LAST_BYTES_MILLIS = 2000;

  private final Models models;
  private final Duration patience;
  private final Admission admission = new Admission();
  private final Path temporary;
  private final Javalin javalin;
  private final Set<String> routes;

  private ShowtellServer(ServerConfig config) throws ModelLoadException, IOException {
    models = new Models(config);
    patience = config.limits().patience();
    Path made = null;
    try {
      made = Files.createTempDirectory("showtell-serve");
      temporary = made;
      javalin = Javalin.create(settings -> configure(settings, config));
      Metrics metrics = metrics();
      RequestGuard guard = new RequestGuard(config.address());
      javalin.before(
          request -> {
            request.attribute("start", System.nanoTime());
            guard.admit(request);
          });
      routes = routes(config, metrics);
      javalin.after(request -> count(metrics, request));
      Failures.register(javalin);
    } catch (IOException | RuntimeException e) {
      models.close();
      if (made != null) {
        Files.delete(made);
      }
      throw e;
    }
  }

  private Metrics metrics() {
    Metrics metrics = new Metrics();
    for (ServedModel model : models.all()) {
      metrics.level(
          "showtell_waiting_images",
          "Images that wait for the encoder.",
          Metrics.label("model", model.name()),
          model::waiting);
    }
    metrics.level(
        "showtell_requests_in_flight",
        "Requests that are being answered.",
        "",
        admission::inFlight);
    return metrics;
  }

  /**
   * Loads the models and starts to listen.
   *
   * @throws ModelLoadException if a model cannot be used
   * @throws IOException if the address is taken, or there is no room for temporary files
   */
  public static ShowtellServer start(ServerConfig config) throws ModelLoadException, IOException {
    requireFree(config.address());
    ShowtellServer server = new ShowtellServer(config);
    try {
      server.javalin.start(config.address().host(), config.address().port());
      // Not before: a server that could not start would wait for requests, and fail for another
      // reason than the address.
      server.javalin.jettyServer().server().setStopTimeout(LAST_BYTES_MILLIS);
    } catch (RuntimeException e) {
      server.close();
      throw cannotListen(config.address(), String.valueOf(e.getMessage()), e);
    }
    return server;
  }

  // Before a model is loaded, which takes seconds.
  private static void requireFree(Address address) throws IOException {
    try (ServerSocket probe =
        new ServerSocket(address.port(), 1, InetAddress.getByName(address.host()))) {
      LOG.debug("{} is free", probe);
    } catch (UnknownHostException e) {
      throw cannotListen(address, "there is no such host", e);
    } catch (IOException e) {
      throw cannotListen(
          address, e.getMessage() + "; choose another host or port, port 0 is any free one", e);
    }
  }

  private static IOException cannotListen(Address address, String reason, Exception cause) {
    return new IOException(
        "cannot listen on " + address.host() + ":" + address.port() + ": " + reason, cause);
  }

  private void configure(JavalinConfig settings, ServerConfig config) {
    settings.showJavalinBanner = false;
    settings.startupWatcherEnabled = false;
    settings.pvt.javaLangErrorHandler(Failures::answer);
    settings.useVirtualThreads = false;
    settings.http.prefer405over404 = true;
    // Requests that wait for a full queue leave threads for those that are turned away.
    settings.jetty.threadPool = new QueuedThreadPool(config.limits().queue() + SPARE_THREADS);
    settings.jetty.modifyHttpConfiguration(
        http -> {
          http.setRequestHeaderSize(MOST_HEADER_BYTES);
          http.setMinRequestDataRate(LEAST_BYTES_PER_SECOND);
          http.setSendServerVersion(false);
        });
    settings.jetty.modifyServer(
        server -> {
          server.insertHandler(admission);
          server.setErrorHandler(new Failures.OfJetty());
          server.addBean(new ConnectionLimit(MOST_CONNECTIONS, server));
        });
    settings.jetty.modifyServletContextHandler(
        context -> {
          context.setMaxFormKeys(Uploads.MOST_PARTS);
          context.setErrorHandler(new Failures.OfJetty());
        });
    settings.staticFiles.add(
        files -> {
          files.directory = PAGE;
          files.location = Location.CLASSPATH;
          files.headers = java.util.Map.of();
        });
  }

  /** Adds the routes; returns their paths. */
  private Set<String> routes(ServerConfig config, Metrics metrics) throws IOException {
    Limits limits = config.limits();
    Uploads uploads = new Uploads(limits, temporary);
    Body.Memory memory = new Body.Memory();
    javalin.post("/api/v1/captions", new CaptionsApi(models, uploads, limits, metrics)::post);
    javalin.post("/api/v1/videos", new VideosApi(models, uploads, metrics)::post);
    javalin.post("/api/v1/answers", new AnswersApi(models, uploads, metrics)::post);
    javalin.post("/api/v1/xmp", new XmpApi(memory)::post);
    javalin.post("/api/v1/embed", new EmbedApi(uploads)::post);
    javalin.get("/api/v1/models", models::list);
    javalin.get("/api/v1/models/{name}/card", models::card);
    javalin.post(
        "/v1/chat/completions", new ChatApi(models, uploads, memory, limits, metrics)::post);
    javalin.get("/healthz", request -> Json.answer(request, "{\"status\":\"ok\"}"));
    javalin.get("/metrics", request -> Json.answer(request, Metrics.MEDIA_TYPE, metrics.text()));
    if (config.gallery().isPresent()) {
      FolderApi.routes(javalin, config.gallery().get(), uploads, memory);
    } else {
      javalin.get("/api/v1/folder", request -> request.status(204)); // none is served
    }
    return javalin.unsafeConfig().pvt.internalRouter.allHttpHandlers().stream()
        .filter(handler -> handler.getEndpoint().getMethod().isHttpMethod())
        .map(handler -> handler.getEndpoint().getPath())
        .collect(Collectors.toUnmodifiableSet());
  }

  // Paths that there are not have one label, or a client could make as many as it likes.
  private void count(Metrics metrics, Context request) {
    Long start = request.attribute("start");
    if (start == null) {
      return;
    }
    String route = request.endpointHandlerPath();
    String label = routes.contains(route) ? route : request.statusCode() < 400 ? "page" : "none";
    metrics.request(
        label, request.method().name(), request.statusCode(), System.nanoTime() - start);
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** The paths of all calls, as the OpenAPI document names them. */
  Set<String> routes() {
    return routes;
  }

  /** Where uploads wait; empty between requests. */
  Path temporary() {
    return temporary;
  }

  /** Requests that are being answered. */
  int inFlight() {
    return admission.inFlight();
  }

  /**
   * Finishes what was taken in, for as long as a request may wait, and refuses what comes
   * meanwhile; then ends.
   */
  @Override
  public void close() {
    admission.drain(patience);
    try {
      javalin.stop();
    } catch (Exception e) { // Kotlin throws what no signature names
      LOG.debug("it had not started, or a connection does not end", e);
    }
    models.close();
    Uploads.remove(temporary);
  }
}
