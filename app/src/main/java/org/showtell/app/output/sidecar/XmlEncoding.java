package org.showtell.app.output.sidecar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An XML document's bytes as text and back, so that what was not changed keeps its bytes.
 *
 * @param charset of the bytes; a byte order mark is a character of the text
 */
record XmlEncoding(Charset charset) {
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml\\s[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
  private static final int HEAD = 200;

  /**
   * The encoding of a document (XML 1.0, appendix F): its mark, its first characters, its own word.
   */
  static XmlEncoding of(byte[] bytes) throws IOException {
    int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    if (first == 0xfeff || first == '<') {
      return new XmlEncoding(StandardCharsets.UTF_16BE);
    }
    if (first == 0xfffe || first == '<' << 8) {
      return new XmlEncoding(StandardCharsets.UTF_16LE);
    }
    Matcher declared =
        DECLARED.matcher(
            new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1));
    try {
      return new XmlEncoding(
          declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IOException(
          "in an unknown encoding (" + declared.group(1) + "), and not changed", e);
    }
  }

  /** The text, which {@link #encode} turns into the same bytes again. */
  String decode(byte[] bytes) throws IOException {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (Arrays.equals(encode(text), bytes)) {
        return text;
      }
    } catch (CharacterCodingException e) {
      throw new IOException("not in " + charset + " as it should be, and not changed", e);
    }
    throw new IOException("not in plain " + charset + ", and not changed");
  }

  /** The bytes; what the encoding does not have is written as a reference. */
  byte[] encode(String text) {
    CharsetEncoder encoder = charset.newEncoder();
    if (encoder.canEncode(text)) {
      return text.getBytes(charset);
    }
    StringBuilder writable = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              String one = Character.toString(c);
              writable.append(encoder.canEncode(one) ? one : "&#" + c + ";");
            });
    return writable.toString().getBytes(charset);
  }
}
