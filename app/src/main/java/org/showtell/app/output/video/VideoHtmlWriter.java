package org.showtell.app.output.video;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.DocumentWriter;
import org.showtell.app.output.page.Html;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOutcome;

/**
 * One self-contained page. Each video has its frames in order with their times and captions, and a
 * bar on which each cue is as long as it is in the video, with gaps where captions were too
 * doubtful. Written card by card; only the bar of the current video is kept.
 */
final class VideoHtmlWriter extends DocumentWriter implements VideoWriter {
  private final StringBuilder bar = new StringBuilder();
  private int videos;
  private int cues;
  private Duration reached = Duration.ZERO;

  VideoHtmlWriter(Destination destination, String model) throws IOException {
    super(destination);
    write(
        Html.resource("video-begin.html")
            .replace("{{style}}", Html.resource("page.css"))
            .replace("{{model}}", Html.escape(model)));
  }

  @Override
  public void begin(String path, Optional<Duration> duration) throws IOException {
    videos++;
    cues = 0;
    bar.setLength(0);
    reached = Duration.ZERO;
    write("<section>\n<h2>" + Html.escape(path) + "</h2>\n<main>\n");
  }

  @Override
  public void cue(VideoCue cue) throws IOException {
    String id = "v" + videos + "c" + ++cues;
    String caption = Html.escape(cue.caption().text());
    String time = VideoClock.brief(cue.start());
    gap(cue.start());
    reached = cue.end();
    bar.append(
        "<a href=\"#%s\" style=\"flex-grow:%s\" title=\"%s %s\"><i>%s</i></a>%n"
            .formatted(id, share(cue.length()), time, caption, time));
    card("<figure id=\"" + id + "\">", cue, time + " &ndash; " + VideoClock.brief(cue.end()));
  }

  private void gap(Duration until) {
    if (until.compareTo(reached) > 0) {
      bar.append("<span style=\"flex-grow:%s\"></span>%n".formatted(share(until.minus(reached))));
    }
  }

  private static String share(Duration length) {
    return String.format(Locale.ROOT, "%.3f", VideoClock.seconds(length));
  }

  @Override
  public void summary(VideoCue whole) throws IOException {
    card("<figure class=\"whole\">", whole, "the whole video");
  }

  private void card(String figure, VideoCue cue, String time) throws IOException {
    String picture =
        cue.preview()
            .map(preview -> Html.picture(preview, cue.caption().text()))
            .orElse("<span class=\"nothing\" aria-hidden=\"true\"></span>");
    write(
        "%s\n%s\n<figcaption>\n<p class=\"time\">%s</p>\n<p class=\"caption\">%s</p>\n%s"
                .formatted(
                    figure,
                    picture,
                    time,
                    Html.escape(cue.caption().text()),
                    Html.keywords(cue.keywords()))
            + "</figcaption>\n</figure>\n");
  }

  @Override
  public void end(VideoOutcome outcome) throws IOException {
    write("</main>\n");
    gap(outcome.end());
    if (outcome.isFailed()) {
      write("<p class=\"reason\">" + Html.escape(outcome.error().get()) + "</p>\n");
    }
    write("<nav class=\"bar\" aria-label=\"Time line\">\n" + bar + "</nav>\n</section>\n");
  }

  @Override
  public void finish() throws IOException {
    write(Html.resource("video-end.html"));
    super.finish();
  }
}
