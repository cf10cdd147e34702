package org.showtell.app.server;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;
import org.showtell.app.server.ServerConfig.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a request. Their names are labels: none is ever used as a path. */
final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  static final String FIELD = "file";

  /** Files and other fields of one request. */
  static final int MOST_PARTS = 1000;

  // What is longer waits on disk: a thousand clients with large files take no memory.
  private static final int IN_MEMORY_BYTES = 1024;
  private static final String FOLDER = "org.showtell.upload.folder";
  private static final int MOST_FIELD_BYTES = 4096;
  private static final int TOO_LARGE = 413;
  private static final int HEAP_PER_UPLOAD = 4;

  private final Limits limits;
  private final Path folder;
  private final Semaphore decoding;

  /**
   * @param folder for temporary files, the server's own
   */
  Uploads(Limits limits, Path folder) {
    this.limits = limits;
    this.folder = folder;
    long room = Runtime.getRuntime().maxMemory() / (HEAP_PER_UPLOAD * limits.uploadBytes());
    this.decoding =
        new Semaphore(
            (int) Math.max(1, Math.min(room, Runtime.getRuntime().availableProcessors())));
  }

  /**
   * The files of the field {@code file}.
   *
   * @throws Problem.ProblemException if there is none
   */
  List<UploadedFile> files(Context request) {
    if (!request.isMultipartFormData()) {
      throw Problem.wrongMedia(
          "Content-Type must be multipart/form-data with fields named file, but got "
              + Problem.quoted(request.header("Content-Type")));
    }
    if (request.req().getContentLengthLong() > limits.requestBytes()) {
      throw Problem.tooLarge(
          "A request must have at most %d bytes, but got %d"
              .formatted(limits.requestBytes(), request.req().getContentLengthLong()));
    }
    request.attribute(
        Request.__MULTIPART_CONFIG_ELEMENT,
        new MultipartConfigElement(
            folder(request).toString(),
            limits.uploadBytes(),
            limits.requestBytes(),
            IN_MEMORY_BYTES));
    List<UploadedFile> files;
    try {
      files = Failures.reading(() -> request.uploadedFiles(FIELD));
    } catch (Problem.ProblemException e) {
      if (e.problem().status() == TOO_LARGE) { // Jetty says no more than that
        throw Problem.tooLarge(
            "A file must have at most %d bytes, and a request %d, but got more"
                .formatted(limits.uploadBytes(), limits.requestBytes()));
      }
      throw e;
    }
    if (files.isEmpty()) {
      throw Problem.badRequest(
          "The request must have a field named file that holds a file with a name, but got none");
    }
    return files;
  }

  /**
   * The texts of a field that is no file, after {@link #files}.
   *
   * @throws Problem.ProblemException if one is too long
   */
  List<String> texts(Context request, String field) throws IOException {
    List<String> texts = new ArrayList<>();
    try {
      for (Part part : request.req().getParts()) {
        if (part.getName().equals(field) && part.getSubmittedFileName() == null) {
          if (part.getSize() > MOST_FIELD_BYTES) {
            throw Problem.badRequest(
                field
                    + " must have at most "
                    + MOST_FIELD_BYTES
                    + " bytes, but got "
                    + part.getSize());
          }
          try (InputStream content = part.getInputStream()) {
            texts.add(new String(content.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    } catch (ServletException e) {
      throw new IOException(e);
    }
    return texts;
  }

  /** The request's own folder for temporary files, which goes with the request. */
  Path folder(Context request) {
    Path own = request.attribute(FOLDER);
    if (own == null) {
      own = Failures.reading(() -> Files.createTempDirectory(folder, "upload"));
      request.attribute(FOLDER, own);
    }
    return own;
  }

  /** Removes the temporary files of a request, if it has any. Jetty forgets those of a bad one. */
  static void remove(HttpServletRequest request) {
    if (request.getAttribute(FOLDER) instanceof Path own) {
      remove(own);
    }
  }

  /** Removes a folder with what is in it. */
  static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("temporary files stay in {}", folder, e);
    }
  }

  /**
   * The name as a label: one line, and with no part that leads elsewhere when a client makes a file
   * of that name.
   */
  static String name(UploadedFile file) {
    String name =
        Arrays.stream(file.filename().replaceAll("\\p{Cntrl}", " ").split("[/\\\\]"))
            .map(String::strip)
            .filter(part -> !part.isEmpty() && !part.matches("\\.{1,2}|[A-Za-z]:"))
            .collect(Collectors.joining("/"));
    return name.isEmpty() ? FIELD : name;
  }

  /**
   * Reads a file and decodes it; not more at a time than there are processors and memory for.
   *
   * @throws IOException if it is too large, or cannot be decoded; the message is the reason
   */
  <T> T decode(UploadedFile file, Decoder<T> decoder) throws IOException {
    if (file.size() > limits.uploadBytes()) {
      throw new IOException(
          "a file must have at most %d bytes, but got %d"
              .formatted(limits.uploadBytes(), file.size()));
    }
    return inTurn(
        () -> {
          try (InputStream content = file.content()) {
            return decoder.decode(content.readAllBytes());
          }
        });
  }

  /** Does something that holds a decoded image when its turn comes. */
  <T> T inTurn(Work<T> work) throws IOException {
    decoding.acquireUninterruptibly();
    try {
      return work.run();
    } finally {
      decoding.release();
    }
  }

  /** Decodes an image. */
  @FunctionalInterface
  interface Decoder<T> {
    T decode(byte[] content) throws IOException;
  }

  /** Takes memory for an image. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }
}
