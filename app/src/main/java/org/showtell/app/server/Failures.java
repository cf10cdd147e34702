package org.showtell.app.server;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.showtell.app.input.FailureReason;
import org.showtell.app.server.Problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ends a request into a problem detail. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** Answers for all that the routes throw, and for paths and methods that there are not. */
  static void register(Javalin javalin) {
    javalin.exception(EofException.class, (e, request) -> LOG.debug("the client is gone", e));
    javalin.exception(
        MethodNotAllowedResponse.class,
        (e, request) -> {
          String allowed =
              e.getDetails().values().stream().findFirst().orElse("").replaceAll("\\s+", " ");
          request.header("Allow", allowed);
          answer(
              request,
              Problem.wrongMethod(
                      request.path()
                          + " must be called with "
                          + allowed
                          + ", but got "
                          + request.req().getMethod())
                  .problem());
        });
    javalin.exception(HttpResponseException.class, (e, request) -> answer(request, of(e, request)));
    javalin.exception(Exception.class, (e, request) -> answer(request, of(e, request)));
  }

  /** Answers with a problem, unless the answer is on its way already. */
  static void answer(Context request, Problem problem) {
    if (request.res().isCommitted()) {
      return; // an event stream that breaks off
    }
    if (problem.status() == 503) {
      request.header("Retry-After", "1");
    }
    answer(request, problem, List.of());
  }

  /** Answers with a problem and with the records of what failed. */
  static void answer(Context request, Problem problem, List<String> records) {
    request.status(problem.status());
    Json.answer(request, Problem.MEDIA_TYPE, Json.problem(problem, records));
  }

  /** Answers for what is no exception: memory that ran out, a stack that overflowed. */
  static void answer(HttpServletResponse response, Error e) {
    if (response.isCommitted()) {
      return;
    }
    Problem problem =
        known(e)
            .orElseGet(
                () -> {
                  LOG.error("a request", e);
                  return internal();
                });
    try {
      send(response, problem);
    } catch (IOException gone) {
      LOG.debug("the client is gone", gone);
    }
  }

  private static Problem internal() {
    return new Problem("internal", 500, "The server failed", "See the server's log");
  }

  private static Problem of(Throwable e, Context request) {
    if (e instanceof HttpResponseException response && response.getStatus() == 404) {
      return Problem.notFound(
              "There is no " + request.req().getMethod() + " " + Problem.quoted(request.path()))
          .problem();
    }
    return known(e)
        .orElseGet(
            () -> {
              LOG.error("{} {}", request.method(), request.path(), e);
              return internal();
            });
  }

  /** The problem behind what was thrown; empty for a fault of the server. */
  static Optional<Problem> known(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof ProblemException problem) {
        return Optional.of(problem.problem());
      }
      if (cause instanceof BadMessageException bad) {
        return Optional.of(ofStatus(bad.getCode(), bad.getReason()));
      }
      if (cause instanceof HttpResponseException response) {
        return Optional.of(ofStatus(response.getStatus(), message));
      }
      if (message.contains("exceeds max")
          || message.contains("too many")
          || message.contains("max length")) {
        return Optional.of(
            Problem.tooLarge("The upload must be smaller, but got: " + message).problem());
      }
      if (cause instanceof TimeoutException) {
        return Optional.of(
            Problem.timeout("The body must come without long pauses, but got: " + message)
                .problem());
      }
      if (cause instanceof OutOfMemoryError
          || cause instanceof FileSystemException
          || FailureReason.isFullDisk(cause)) {
        LOG.error("no room for a request", e);
        return Optional.of(
            Problem.busy("The server has no room for the upload now; try again later").problem());
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a body. Whatever Jetty throws meanwhile, and it throws much, the client has sent.
   *
   * @throws ProblemException that says what is wrong with the body
   */
  static <T> T reading(Callable<T> read) {
    try {
      return read.call();
    } catch (Exception e) {
      throw new ProblemException(
          known(e)
              .orElseGet(
                  () ->
                      Problem.badRequest(
                              "The body must be whole and well formed, but got: " + reason(e))
                          .problem()));
    }
  }

  private static String reason(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : reason(e.getCause());
  }

  private static Problem ofStatus(int status, String reason) {
    String detail = "The request must be well formed, but got: " + reason;
    return switch (status) {
      case 408 -> Problem.timeout("The body must come faster, but got: " + reason).problem();
      case 413 -> Problem.tooLarge("The body must be smaller, but got: " + reason).problem();
      case 414, 431 ->
          new Problem(
              "headers-too-large",
              status,
              "The address or the headers are too large",
              "Address and headers must have at most 8192 bytes, but got more");
      default ->
          status >= 500
              ? new Problem("unsupported", 400, "The request is not understood", detail)
              : new Problem("bad-request", status, "The request is not understood", detail);
    };
  }

  /** Answers for what Jetty refuses before a route sees it: broken headers, for the most part. */
  static final class OfJetty extends ErrorHandler {
    @Override
    public void handle(
        String target, Request base, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      base.setHandled(true);
      Throwable cause = (Throwable) request.getAttribute("jakarta.servlet.error.exception");
      Problem problem =
          response.getStatus() >= 500 && cause != null
              ? known(cause).orElseGet(Failures::internal)
              : ofStatus(response.getStatus(), base.getResponse().getReason());
      response.setStatus(problem.status());
      send(response, problem);
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
      fields.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
      fields.put("X-Content-Type-Options", "nosniff");
      return ByteBuffer.wrap(bytes(ofStatus(status, reason)));
    }
  }

  /** Writes a problem as the whole answer, where no route is at work. */
  static void send(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    if (problem.status() == 503) {
      response.setHeader("Retry-After", "1");
    }
    byte[] body = bytes(problem);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static byte[] bytes(Problem problem) {
    return Json.problem(problem, List.of()).getBytes(StandardCharsets.UTF_8);
  }
}
