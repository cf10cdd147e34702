package org.showtell.app.output.change;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.DocumentWriter;
import org.showtell.app.output.page.Html;
import org.showtell.app.output.page.PageLinks;

/**
 * Changes as a page: the image, the caption before and the one after side by side, with the words
 * that the other side does not have marked. Images are linked where they exist, not copied.
 */
final class ChangePage extends DocumentWriter implements ChangeWriter {
  private final PageLinks links;

  /**
   * @param page where it will lie; links on stdout are from the current folder
   */
  ChangePage(Destination destination, Optional<Path> page, String before, String after)
      throws IOException {
    super(destination);
    this.links = new PageLinks(Optional.of(page.orElse(Path.of("page.html"))));
    write(
        Html.resource("change-begin.html")
            .replace("{{before}}", Html.escape(before))
            .replace("{{after}}", Html.escape(after)));
  }

  @Override
  public void accept(CaptionChange change) throws IOException {
    SavedCaption saved = change.either();
    String kind =
        switch (change.kind()) {
          case CHANGED -> "changed";
          case NEW -> "new";
          case GONE -> "gone";
        };
    write(
        """
        <tr class="%s"><td>%s<p class="path">%s: %s</p></td>
        <td>%s</td>
        <td>%s</td></tr>
        """
            .formatted(
                kind,
                picture(saved),
                kind,
                Html.escape(saved.name()),
                side(change.before(), change.after(), "del"),
                side(change.after(), change.before(), "ins")));
  }

  private String picture(SavedCaption saved) {
    try {
      Path file = Path.of(saved.path());
      return saved.start() == null && Files.isRegularFile(file)
          ? links
              .to(file)
              .map(Html::escape)
              .map(
                  href ->
                      "<a href=\"%s\"><img loading=\"lazy\" alt=\"\" src=\"%s\"></a>"
                          .formatted(href, href))
              .orElse("")
          : "";
    } catch (InvalidPathException e) {
      return "";
    }
  }

  private static String side(SavedCaption saved, SavedCaption other, String mark) {
    if (saved == null) {
      return "";
    }
    StringBuilder html = new StringBuilder("<p>").append(marked(saved, other, mark));
    if (saved.score() != null) {
      html.append(" <small>").append(saved.score()).append("</small>");
    }
    html.append("</p>");
    if (!saved.keywords().isEmpty()) {
      List<String> only = CaptionChange.only(saved, other);
      html.append("<p class=\"keywords\">")
          .append(
              saved.keywords().stream()
                  .map(word -> mark(word, other != null && only.contains(word), mark))
                  .collect(Collectors.joining(", ")))
          .append("</p>");
    }
    return html.toString();
  }

  private static String marked(SavedCaption saved, SavedCaption other, String mark) {
    if (other == null) {
      return Html.escape(saved.text());
    }
    Set<String> said = new HashSet<>(Arrays.asList(other.text().split("\\s+")));
    return Arrays.stream(saved.text().split("\\s+"))
        .map(word -> mark(word, !said.contains(word), mark))
        .collect(Collectors.joining(" "));
  }

  private static String mark(String word, boolean marked, String mark) {
    String text = Html.escape(word);
    return marked ? "<" + mark + ">" + text + "</" + mark + ">" : text;
  }

  @Override
  public void finish(CaptionComparison.Counts counts) throws IOException {
    write("</tbody>\n</table>\n<footer>" + counts + "</footer>\n</body>\n</html>\n");
    finish();
  }
}
