package org.showtell.app.output.page;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.input.Preview;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.file.Destination;

/**
 * One page that needs nothing else: the photos as small pictures inside it, the captions as their
 * alternative texts. Written card by card, so that memory does not grow with the page.
 */
final class HtmlWriter implements CaptionWriter {
  private final Destination destination;
  private final Optional<Path> folder;
  private final boolean attention;
  private long captioned;
  private long failed;

  /**
   * Begins the page.
   *
   * @param model shown at the top
   * @param file where the page will lie, for links to the photos; empty on stdout, without links
   * @param attention whether each word shows where the model looked for it
   * @throws IOException if it cannot be written
   */
  HtmlWriter(Destination destination, String model, Optional<Path> file, boolean attention)
      throws IOException {
    this.destination = destination;
    this.attention = attention;
    this.folder = file.map(page -> page.toAbsolutePath().normalize().getParent());
    write(
        Html.resource("page-begin.html")
            .replace("{{style}}", Html.resource("page.css"))
            .replace("</head>", (attention ? AttentionHtml.style() : "") + "</head>")
            .replace("{{model}}", escape(model)));
  }

  @Override
  public void write(CaptionedPhoto photo) throws IOException {
    CaptionRecord record = photo.record();
    if (record.isDoubtful()) {
      return; // counted on stderr
    }
    StringBuilder card = new StringBuilder();
    if (record.isFailed()) {
      failed++;
      card.append("<figure class=\"error\" id=\"error-").append(failed).append("\">\n");
    } else {
      captioned++;
      card.append("<figure>\n");
    }
    picture(photo, card);
    card.append("<figcaption>\n");
    if (record.isFailed()) {
      card.append("<p class=\"reason\">").append(escape(record.error())).append("</p>\n");
    } else {
      sentences(photo, card);
      card.append(KeywordHtml.tags(record.keywords()));
    }
    card.append("<p class=\"path\">").append(escape(record.path())).append("</p>\n");
    write(card.append("</figcaption>\n</figure>\n").toString());
  }

  private void picture(CaptionedPhoto photo, StringBuilder card) {
    Optional<String> link =
        photo.preview().isEmpty()
            ? Optional.empty() // nothing to click on
            : photo.photo().flatMap(p -> p.file()).flatMap(this::link);
    link.ifPresent(href -> card.append("<a href=\"").append(escape(href)).append("\">"));
    if (photo.preview().isPresent()) {
      String alt = photo.record().isFailed() ? "" : photo.record().caption();
      card.append(Html.picture(photo.preview().get(), alt));
    } else {
      card.append("<span class=\"nothing\" aria-hidden=\"true\"></span>");
    }
    card.append(link.isPresent() ? "</a>\n" : "\n");
  }

  private void sentences(CaptionedPhoto photo, StringBuilder card) {
    List<ScoredCaption> captions = photo.record().captions();
    card.append("<p class=\"caption\">")
        .append(sentence(captions.get(0), photo.preview()))
        .append("</p>\n");
    if (captions.size() > 1) {
      card.append("<ol start=\"2\">\n");
      for (ScoredCaption caption : captions.subList(1, captions.size())) {
        card.append("<li>").append(sentence(caption, photo.preview())).append("</li>\n");
      }
      card.append("</ol>\n");
    }
  }

  private String sentence(ScoredCaption caption, Optional<Preview> preview) {
    return attention && preview.isPresent() && !caption.words().isEmpty()
        ? AttentionHtml.words(caption, preview.get())
        : escape(caption.text());
  }

  /** The way from the page to the photo, as a browser wants it. */
  private Optional<String> link(Path photo) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    Path absolute = photo.toAbsolutePath().normalize();
    if (!folder.get().getRoot().equals(absolute.getRoot())) {
      return Optional.of(absolute.toUri().toString());
    }
    StringBuilder href = new StringBuilder();
    for (Path part : folder.get().relativize(absolute)) {
      href.append(href.length() == 0 ? "" : "/").append(percentEncoded(part.toString()));
    }
    return Optional.of(href.toString());
  }

  // "./" keeps a colon in the name from passing for a scheme; it is taken off again.
  private static String percentEncoded(String name) {
    try {
      return new URI(null, null, "./" + name, null)
          .toASCIIString()
          .substring(2)
          .replace(":", "%3A");
    } catch (URISyntaxException e) {
      return "";
    }
  }

  @Override
  public void finish() throws IOException {
    StringBuilder counts = new StringBuilder();
    counts.append(captioned).append(captioned == 1 ? " photo" : " photos").append(" captioned");
    if (failed > 0) {
      counts.append(", <a href=\"#error-1\">").append(failed).append(" could not be captioned</a>");
    }
    write(
        Html.resource("page-end.html")
            .replace("{{counts}}", counts)
            .replace("</body>", (attention ? AttentionHtml.script() : "") + "</body>"));
    destination.commit();
  }

  private void write(String html) throws IOException {
    destination.write(html.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    destination.close();
  }

  private static String escape(String text) {
    return Html.escape(text);
  }
}
