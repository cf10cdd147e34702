package org.showtell.dataset;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file's name as text, one text for each name. On Linux a name is bytes; those that are not UTF-8
 * are written {@code \xe9}, as Python's {@code backslashreplace} does. So that a name which holds
 * such an escape as its own characters stays apart, its backslash is written {@code \x5c}.
 *
 * <p>Java shows all bytes that are no text as one replacement character, and cannot open the file
 * by that text. It keeps the bytes in paths, and shows them in a path's URI.
 */
public final class PathName {
  private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-fA-F]{2})");
  private static final char UNKNOWN = '\ufffd';

  /** Under another locale than UTF-8, Java names ASCII files only. */
  private static final boolean UTF8 =
      "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding", "UTF-8"));

  /** Windows has a backslash between folders, and names of characters. */
  private static final boolean BYTES = File.separatorChar == '/';

  private PathName() {}

  /** The text of a path. */
  public static String of(Path path) {
    String text = path.toString();
    if (!BYTES || text.indexOf(UNKNOWN) < 0 && !text.contains("\\x")) {
      return text;
    }
    StringBuilder all = new StringBuilder(path.isAbsolute() ? "/" : "");
    for (Path part : path) {
      String separator = all.length() == 0 || all.toString().equals("/") ? "" : "/";
      all.append(separator).append(of(bytes(part)));
    }
    return all.toString();
  }

  /** The text of a name of these bytes. */
  public static String of(byte[] name) {
    StringBuilder text = new StringBuilder();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer out = CharBuffer.allocate(name.length + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      text.append(ESCAPE.matcher(out.flip()).replaceAll("\\\\x5cx$1"));
      out.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.append("\\x%02x".formatted(in.get()));
      }
    }
  }

  /** The text in one line: a line break, which a name may hold, is written {@code \x0a}. */
  public static String oneLine(String text) {
    return text.replace("\n", "\\x0a").replace("\r", "\\x0d");
  }

  /** The path of such a text. */
  public static Path toPath(String text) {
    if (!BYTES || UTF8 && !ESCAPE.matcher(text).find()) {
      return Path.of(text);
    }
    Path path = Path.of(text.startsWith("/") ? "/" : "");
    for (String part : text.split("/")) {
      path = path.resolve(part.isEmpty() ? Path.of("") : ofBytes(unescaped(part)));
    }
    return path;
  }

  /** The path that a person means: that of the text, or where it is not there, of its letters. */
  public static Path existing(String typed) {
    Path path = toPath(typed);
    if (!ESCAPE.matcher(typed).find() || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return path;
    }
    Path literal = Path.of(typed);
    return Files.exists(literal, LinkOption.NOFOLLOW_LINKS) ? literal : path;
  }

  private static byte[] unescaped(String part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher escape = ESCAPE.matcher(part);
    int end = 0;
    while (escape.find()) {
      bytes.writeBytes(part.substring(end, escape.start()).getBytes(StandardCharsets.UTF_8));
      bytes.write(Integer.parseInt(escape.group(1), 16));
      end = escape.end();
    }
    bytes.writeBytes(part.substring(end).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static Path ofBytes(byte[] name) {
    StringBuilder uri = new StringBuilder("file:///");
    for (byte b : name) {
      uri.append("%%%02X".formatted(b));
    }
    try {
      return Path.of(URI.create(uri.toString())).getFileName();
    } catch (IllegalArgumentException e) {
      throw new InvalidPathException(of(name), "not a name");
    }
  }

  /** A name's bytes as a part of a URI's path. */
  public static String percentEncoded(Path part) {
    String uri = part.toUri().getRawPath();
    uri = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri; // of a folder
    return uri.substring(uri.lastIndexOf('/') + 1).replace(":", "%3A");
  }

  private static byte[] bytes(Path part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String name = percentEncoded(part);
    for (int i = 0; i < name.length(); i++) {
      boolean escaped = name.charAt(i) == '%';
      bytes.write(escaped ? Integer.parseInt(name.substring(i + 1, i + 3), 16) : name.charAt(i));
      i += escaped ? 2 : 0;
    }
    return bytes.toByteArray();
  }
}
