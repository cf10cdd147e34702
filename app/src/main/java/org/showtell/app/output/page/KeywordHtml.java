package org.showtell.app.output.page;

import java.util.List;
import org.showtell.app.caption.Keyword;

/** Keywords as small tags below a caption, each with its probability in per cent. */
public final class KeywordHtml {
  private KeywordHtml() {}

  /** A list, named for screen readers; nothing where there are no keywords. */
  public static String tags(List<Keyword> keywords) {
    if (keywords.isEmpty()) {
      return "";
    }
    // The role is said again because Safari forgets it where a list has no bullets.
    StringBuilder tags =
        new StringBuilder("<ul class=\"keywords\" role=\"list\" aria-label=\"Keywords\">\n");
    for (Keyword keyword : keywords) {
      tags.append("<li>")
          .append(Html.escape(keyword.word()))
          .append(" <small>")
          .append(Math.round(100 * keyword.probability()))
          .append("&nbsp;%</small></li>\n");
    }
    return tags.append("</ul>\n").toString();
  }
}
