package org.showtell.app.output.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.showtell.app.caption.Keyword;
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

  /** An image inside the page itself. */
  public static String picture(Preview preview, String alt) {
    return "<img loading=\"lazy\" width=\"%s\" height=\"%s\" alt=\"%s\" src=\"data:%s;base64,%s\">"
        .formatted(
            preview.width(),
            preview.height(),
            escape(alt),
            preview.mediaType(),
            Base64.getEncoder().encodeToString(preview.data()));
  }

  /** Keywords as small tags, each with its probability in per cent; empty where there are none. */
  public static String keywords(List<Keyword> keywords) {
    if (keywords.isEmpty()) {
      return "";
    }
    // The role is said again because Safari forgets it where a list has no bullets.
    StringBuilder tags =
        new StringBuilder("<ul class=\"keywords\" role=\"list\" aria-label=\"Keywords\">\n");
    for (Keyword keyword : keywords) {
      tags.append(
          "<li>%s <small>%s&nbsp;%%</small></li>\n"
              .formatted(escape(keyword.word()), Math.round(100 * keyword.probability())));
    }
    return tags.append("</ul>\n").toString();
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
