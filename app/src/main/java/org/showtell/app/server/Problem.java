package org.showtell.app.server;

/**
 * What went wrong with a request, as a problem detail (RFC 9457).
 *
 * @param type a stable name, part of the {@code type} URI
 * @param status of HTTP
 * @param title the same for every problem of this type
 * @param detail of this one: the rule, the value received, what to do
 */
record Problem(String type, int status, String title, String detail) {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final int LONGEST_VALUE = 80;

  /** Ends a request with a problem. */
  static final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ProblemException(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  static ProblemException badRequest(String detail) {
    return of("bad-request", 400, "The request is not understood", detail);
  }

  static ProblemException unauthorized(String detail) {
    return of("unauthorized", 401, "A token is needed", detail);
  }

  static ProblemException forbidden(String detail) {
    return of("forbidden", 403, "The request is not allowed", detail);
  }

  static ProblemException notFound(String detail) {
    return of("not-found", 404, "There is no such thing", detail);
  }

  static ProblemException wrongMethod(String detail) {
    return of("wrong-method", 405, "The method is not allowed", detail);
  }

  static ProblemException timeout(String detail) {
    return of("timeout", 408, "The request came too slowly", detail);
  }

  static ProblemException conflict(String detail) {
    return of("conflict", 409, "Something else is there", detail);
  }

  static ProblemException tooLarge(String detail) {
    return of("too-large", 413, "The upload is too large", detail);
  }

  static ProblemException wrongMedia(String detail) {
    return of("wrong-media-type", 415, "The body's type is not read here", detail);
  }

  static ProblemException unreadable(String detail) {
    return of("unreadable", 422, "No file could be read", detail);
  }

  static ProblemException busy(String detail) {
    return of("busy", 503, "The server is busy", detail);
  }

  /** A value of the request as messages quote it: one line, not endless. */
  static String quoted(String value) {
    if (value == null) {
      return "none";
    }
    String line = value.replaceAll("\\p{Cntrl}", " ");
    return "\""
        + (line.length() > LONGEST_VALUE ? line.substring(0, LONGEST_VALUE) + "..." : line)
        + "\"";
  }

  private static ProblemException of(String type, int status, String title, String detail) {
    return new ProblemException(new Problem(type, status, title, detail));
  }
}
