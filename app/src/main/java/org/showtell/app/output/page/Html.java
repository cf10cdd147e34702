package org.showtell.app.output.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.showtell.app.input.Preview;
import org.showtell.app.output.file.PrintableText;

/** What all pages are made of. */
public final class Html {
  private Html() {}

  /** A text as it stands between tags and in attributes. */
  public static String escape(String text) {
    return PrintableText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A picture inside the page itself. */
  public static String picture(Preview preview, String alt) {
    return "<img loading=\"lazy\" width=\""
        + preview.width()
        + "\" height=\""
        + preview.height()
        + "\" alt=\""
        + escape(alt)
        + "\" src=\"data:"
        + preview.mediaType()
        + ";base64,"
        + Base64.getEncoder().encodeToString(preview.data())
        + "\">";
  }

  /** A part of a page that the program brings along. */
  public static String resource(String name) {
    try (InputStream in = Html.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own " + name + " cannot be read", e);
    }
  }
}
