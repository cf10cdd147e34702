package org.showtell.app.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EofException;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.server.Problem.ProblemException;
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
  private static final int IN_MEMORY_MB = 8;

  private final Models models;
  private final Path temporary;
  private final Javalin javalin;

  private ShowtellServer(ServerConfig config) throws ModelLoadException, IOException {
    models = new Models(config);
    temporary = Files.createTempDirectory("showtell-serve");
    Metrics metrics = new Metrics();
    models
        .all()
        .forEach(
            model ->
                metrics.gauge(
                    "showtell_waiting_images{model=\""
                        + model.name().replaceAll("[\"\\\\\n]", "_")
                        + "\"}",
                    model::waiting));
    RequestGuard guard = new RequestGuard(config.address());
    javalin = Javalin.create(settings -> configure(settings, config));
    javalin.before(
        request -> {
          request.attribute("start", System.nanoTime());
          guard.admit(request);
        });
    javalin.after(request -> count(metrics, request));
    routes(config, metrics);
    failures();
  }

  /**
   * Loads the models and starts to listen.
   *
   * @throws ModelLoadException if a model cannot be used
   * @throws IOException if the address is taken, or there is no room for temporary files
   */
  public static ShowtellServer start(ServerConfig config) throws ModelLoadException, IOException {
    ShowtellServer server = new ShowtellServer(config);
    try {
      server.javalin.start(config.address().host(), config.address().port());
    } catch (RuntimeException e) {
      server.close();
      throw new IOException(
          "cannot listen on "
              + config.address().host()
              + ":"
              + config.address().port()
              + ": "
              + reason(e),
          e);
    }
    return server;
  }

  private static String reason(Throwable e) {
    return e.getCause() == null ? e.getMessage() : reason(e.getCause());
  }

  private void configure(JavalinConfig settings, ServerConfig config) {
    settings.showJavalinBanner = false;
    settings.useVirtualThreads = false;
    settings.http.maxRequestSize = config.limits().requestBytes();
    settings.jetty.multipartConfig.cacheDirectory(temporary.toString());
    settings.jetty.multipartConfig.maxFileSize(config.limits().uploadBytes(), SizeUnit.BYTES);
    settings.jetty.multipartConfig.maxTotalRequestSize(
        config.limits().requestBytes(), SizeUnit.BYTES);
    settings.jetty.multipartConfig.maxInMemoryFileSize(IN_MEMORY_MB, SizeUnit.MB);
    settings.staticFiles.add(
        files -> {
          files.directory = PAGE;
          files.location = Location.CLASSPATH;
          files.headers = java.util.Map.of();
        });
  }

  private void routes(ServerConfig config, Metrics metrics) throws IOException {
    Uploads uploads = new Uploads(config.limits());
    CaptionsApi captions = new CaptionsApi(models, uploads, config.limits(), metrics);
    javalin.post("/api/v1/captions", captions::post);
    javalin.post("/api/v1/videos", new VideosApi(models, uploads, temporary)::post);
    javalin.post("/api/v1/answers", new AnswersApi(models, uploads)::post);
    javalin.post("/api/v1/xmp", XmpApi::post);
    javalin.get("/api/v1/models", models::list);
    javalin.get("/api/v1/models/{name}/card", models::card);
    javalin.post("/v1/chat/completions", new ChatApi(models, uploads, config.limits())::post);
    javalin.get(
        "/healthz",
        request -> request.contentType("application/json").result("{\"status\":\"ok\"}"));
    javalin.get(
        "/metrics",
        request -> request.contentType("text/plain; version=0.0.4").result(metrics.text()));
    if (config.gallery().isPresent()) {
      FolderApi.routes(javalin, config.gallery().get());
    } else {
      javalin.get("/api/v1/folder", request -> request.status(204)); // none is served
    }
  }

  private void failures() {
    javalin.exception(ProblemException.class, (e, request) -> answer(request, e.problem()));
    javalin.exception(
        HttpResponseException.class,
        (e, request) ->
            answer(request, new Problem("http", e.getStatus(), e.getMessage(), e.getMessage())));
    javalin.exception(EofException.class, (e, request) -> LOG.debug("the client is gone", e));
    javalin.exception(
        Exception.class,
        (e, request) -> {
          if (isTooLarge(e)) {
            answer(
                request,
                Problem.tooLarge("The upload must be smaller: " + e.getMessage()).problem());
          } else if (isBadBody(e)) {
            answer(
                request,
                Problem.badRequest("The body cannot be read: " + e.getMessage()).problem());
          } else {
            LOG.error("{} {}", request.method(), request.path(), e);
            answer(
                request, new Problem("internal", 500, "The server failed", "See the server's log"));
          }
        });
    javalin.error(
        404,
        request -> {
          if (request.resultInputStream() == null || request.path().startsWith("/api/")) {
            answer(
                request,
                Problem.notFound("There is no " + request.method() + " " + request.path())
                    .problem());
          }
        });
  }

  private static boolean isTooLarge(Throwable e) {
    return e != null
        && (String.valueOf(e.getMessage()).contains("exceeds max") || isTooLarge(e.getCause()));
  }

  private static boolean isBadBody(Throwable e) {
    return e instanceof IOException || e != null && e.getCause() != null && isBadBody(e.getCause());
  }

  private static void answer(Context request, Problem problem) {
    if (request.res().isCommitted()) {
      return; // an event stream that breaks off
    }
    if (problem.status() == 503) {
      request.header("Retry-After", "1");
    }
    request
        .status(problem.status())
        .contentType(Problem.MEDIA_TYPE)
        .result(Json.problem(problem, List.of()));
  }

  private static void count(Metrics metrics, Context request) {
    Long start = request.attribute("start");
    String route =
        request.path().startsWith("/api/") || request.path().startsWith("/v1/")
            ? request.endpointHandlerPath()
            : "page";
    if (start != null) {
      metrics.request(route, request.statusCode(), (System.nanoTime() - start) / 1e9);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Finishes what was taken in, then ends. */
  @Override
  public void close() {
    javalin.stop();
    models.close();
    try (Stream<Path> files = Files.walk(temporary)) {
      files.sorted(Comparator.reverseOrder()).forEach(ShowtellServer::delete);
    } catch (IOException e) {
      LOG.debug("temporary files stay in {}", temporary, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("{} stays", file, e);
    }
  }
}
