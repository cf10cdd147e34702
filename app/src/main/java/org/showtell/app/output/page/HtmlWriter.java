package org.showtell.app.output.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.input.Preview;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.DocumentWriter;

/**
 * One self-contained page with small images, whose alternative texts are the captions. Written card
 * by card, so that memory does not grow with the page.
 */
public final class HtmlWriter extends DocumentWriter implements CaptionWriter {
  private final PageLinks links;
  private final boolean attention;
  private long captioned;
  private long failed;

  /**
   * @param model shown at the top
   * @param file where the page will lie, for links to the images; empty on stdout, without links
   * @param attention whether each word shows where the model attends for it
   */
  public HtmlWriter(Destination destination, String model, Optional<Path> file, boolean attention)
      throws IOException {
    super(destination);
    this.attention = attention;
    this.links = new PageLinks(file);
    write(
        Html.resource("page-begin.html")
            .replace("{{style}}", Html.resource("page.css"))
            .replace(
                "</head>", (attention ? Html.resource("attention-style.html") : "") + "</head>")
            .replace("{{model}}", Html.escape(model)));
  }

  @Override
  public void accept(CaptionedPhoto photo) throws IOException {
    CaptionRecord record = photo.record();
    if (record.isDoubtful()) {
      return; // counted on stderr
    }
    String figure;
    String text;
    if (record.isFailed()) {
      figure = "<figure class=\"error\" id=\"error-" + ++failed + "\">";
      text = "<p class=\"reason\">" + Html.escape(record.error()) + "</p>\n";
    } else {
      captioned++;
      figure = "<figure>";
      text = sentences(photo) + Html.keywords(record.keywords());
      if (record.burstOf() != null) {
        text += "<p class=\"path\">as " + Html.escape(record.burstOf()) + "</p>\n";
      }
      if (record.error() != null) {
        text += "<p class=\"reason\">" + Html.escape(record.error()) + "</p>\n";
      }
    }
    write(
        "%s\n%s\n<figcaption>\n%s<p class=\"path\">%s</p>\n</figcaption>\n</figure>\n"
            .formatted(figure, picture(photo), text, Html.escape(record.path())));
  }

  private String picture(CaptionedPhoto photo) {
    if (photo.preview().isEmpty()) {
      return "<span class=\"nothing\" aria-hidden=\"true\"></span>"; // nothing to click on
    }
    String alt = photo.record().isFailed() ? "" : photo.record().caption();
    String picture = Html.picture(photo.preview().get(), alt);
    return photo
        .photo()
        .flatMap(p -> p.file())
        .flatMap(links::to)
        .map(href -> "<a href=\"" + Html.escape(href) + "\">" + picture + "</a>")
        .orElse(picture);
  }

  private String sentences(CaptionedPhoto photo) {
    List<String> captions =
        photo.record().captions().stream().map(c -> sentence(c, photo.preview())).toList();
    String best = "<p class=\"caption\">" + captions.get(0) + "</p>\n";
    return captions.size() == 1
        ? best
        : captions.stream()
            .skip(1)
            .map(caption -> "<li>" + caption + "</li>\n")
            .collect(Collectors.joining("", best + "<ol start=\"2\">\n", "</ol>\n"));
  }

  private String sentence(ScoredCaption caption, Optional<Preview> preview) {
    return attention && preview.isPresent() && !caption.words().isEmpty()
        ? AttentionHtml.words(caption, preview.get())
        : Html.escape(caption.written());
  }

  @Override
  public void finish() throws IOException {
    String counts = captioned + (captioned == 1 ? " photo" : " photos") + " captioned";
    if (failed > 0) {
      counts += ", <a href=\"#error-1\">" + failed + " could not be captioned</a>";
    }
    write(
        Html.resource("page-end.html")
            .replace("{{counts}}", counts)
            .replace("</body>", (attention ? AttentionHtml.script() : "") + "</body>"));
    super.finish();
  }
}
