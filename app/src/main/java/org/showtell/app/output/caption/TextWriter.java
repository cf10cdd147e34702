package org.showtell.app.output.caption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.PrintableText;

/**
 * One line per caption: the path, a tab, the caption; where they were asked for, another tab and
 * the photo's keywords. A photo with several captions has several lines, best first; a failed one
 * has none, since the message on stderr names it.
 */
public final class TextWriter implements CaptionWriter {
  private final Destination destination;
  private final boolean keywords;

  /**
   * @param keywords whether each line ends with them, also where there are none
   */
  public TextWriter(Destination destination, boolean keywords) {
    this.destination = destination;
    this.keywords = keywords;
  }

  @Override
  public void write(CaptionedPhoto photo) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (ScoredCaption caption : photo.record().captions()) {
      lines
          .append(PrintableText.of(photo.record().path()))
          .append('\t')
          .append(PrintableText.of(caption.text()))
          .append(keywords ? "\t" + KeywordText.line(photo.record().keywords()) : "")
          .append('\n');
    }
    if (lines.length() > 0) {
      destination.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void finish() throws IOException {
    destination.commit();
  }

  @Override
  public void close() throws IOException {
    destination.close();
  }
}
