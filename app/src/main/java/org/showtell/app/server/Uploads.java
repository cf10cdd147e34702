package org.showtell.app.server;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.showtell.app.server.ServerConfig.Limits;

/** The files of a request. Their names are labels: none is ever used as a path. */
final class Uploads {
  static final String FIELD = "file";
  private static final int LONGEST_NAME = 1024;

  private final Limits limits;
  private final Semaphore decoding = new Semaphore(Runtime.getRuntime().availableProcessors());

  Uploads(Limits limits) {
    this.limits = limits;
  }

  /**
   * The files of the field {@code file}.
   *
   * @throws Problem.ProblemException if there is none
   */
  List<UploadedFile> files(Context request) {
    if (!request.isMultipartFormData()) {
      throw Problem.badRequest(
          "Content-Type must be multipart/form-data with fields named file, but got \""
              + request.header("Content-Type")
              + "\"");
    }
    List<UploadedFile> files = request.uploadedFiles(FIELD);
    if (files.isEmpty()) {
      throw Problem.badRequest("The request must have a field named file, but got none");
    }
    return files;
  }

  /** The name as a label: one line, not endless. */
  static String name(UploadedFile file) {
    String name = file.filename().replaceAll("\\p{Cntrl}", " ").strip();
    return name.isEmpty() ? FIELD : name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  /**
   * The bytes of a file.
   *
   * @throws IOException if there are too many; the message is the reason
   */
  byte[] bytes(UploadedFile file) throws IOException {
    if (file.size() > limits.uploadBytes()) {
      throw new IOException(
          "a file must have at most %d bytes, but got %d"
              .formatted(limits.uploadBytes(), file.size()));
    }
    try (InputStream content = file.content()) {
      return content.readAllBytes();
    }
  }

  /** Runs a decoder; not more at a time than there are processors, since each holds an image. */
  <T> T decode(Decoder<T> decoder) throws IOException {
    decoding.acquireUninterruptibly();
    try {
      return decoder.decode();
    } finally {
      decoding.release();
    }
  }

  /** Decodes an image. */
  @FunctionalInterface
  interface Decoder<T> {
    T decode() throws IOException;
  }
}
