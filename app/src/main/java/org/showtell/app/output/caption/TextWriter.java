package org.showtell.app.output.caption;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.Keyword;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.DocumentWriter;
import org.showtell.app.output.file.PrintableText;

/**
 * One line per caption: the path, a tab, the caption; where they were asked for, another tab and
 * the image's keywords. An image with several captions has several lines, best first; a failed one
 * has none, since the message on stderr names it.
 */
public final class TextWriter extends DocumentWriter implements CaptionWriter {
  private final boolean keywords;

  /**
   * @param keywords whether each line ends with them, also where there are none
   */
  public TextWriter(Destination destination, boolean keywords) {
    super(destination);
    this.keywords = keywords;
  }

  @Override
  public void accept(CaptionedPhoto photo) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (ScoredCaption caption : photo.record().captions()) {
      lines
          .append(PrintableText.of(photo.record().path()))
          .append('\t')
          .append(PrintableText.of(caption.written()))
          .append(keywords ? "\t" + keywords(photo.record().keywords()) : "")
          .append('\n');
    }
    if (lines.length() > 0) {
      write(lines.toString());
    }
  }

  /** Keywords on one line with commas between, likeliest first, without their probabilities. */
  public static String keywords(List<Keyword> keywords) {
    return PrintableText.of(keywords.stream().map(Keyword::word).collect(Collectors.joining(", ")));
  }
}
