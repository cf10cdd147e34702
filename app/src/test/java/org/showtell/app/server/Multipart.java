package org.showtell.app.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A body of multipart/form-data, built part by part. */
final class Multipart {
  static final String BOUNDARY = "showtell-test-boundary";
  static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Multipart file(String name, byte[] content) {
    return part("name=\"file\"; filename=\"" + name + "\"", content);
  }

  Multipart text(String field, String value) {
    return part("name=\"" + field + "\"", value.getBytes(StandardCharsets.UTF_8));
  }

  /** A part with any disposition, well formed or not. */
  Multipart part(String disposition, byte[] content) {
    add("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
    body.writeBytes(content);
    return add("\r\n");
  }

  /** Anything at all. */
  Multipart add(String raw) {
    body.writeBytes(raw.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** The body without its end. */
  byte[] open() {
    return body.toByteArray();
  }

  byte[] bytes() {
    return add("--" + BOUNDARY + "--\r\n").open();
  }
}
