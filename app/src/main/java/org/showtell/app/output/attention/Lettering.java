package org.showtell.app.output.attention;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.showtell.app.output.file.OutputRefusedException;

/** Words on attention images. */
public final class Lettering {
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 19);
  private static final Color INK = new Color(0x1d1d1b);
  private static final int PADDING = 6;

  /** A question of 26 words fits. */
  private static final int MOST_LINES = 5;

  private Lettering() {}

  /**
   * Checks that this machine can draw words at all.
   *
   * @throws OutputRefusedException that says what to install
   */
  public static void check() throws OutputRefusedException {
    check(() -> width("word"));
  }

  static void check(Runnable writing) throws OutputRefusedException {
    try {
      writing.run();
    } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
      throw new OutputRefusedException(
          "Words cannot be drawn on attention images, since Java finds no font here ("
              + reason(e)
              + "); install fontconfig and a font (Debian and Ubuntu: apt install fontconfig"
              + " fonts-dejavu-core; Fedora: dnf install fontconfig dejavu-sans-fonts; Alpine: apk"
              + " add fontconfig ttf-dejavu), or leave attention out");
    }
  }

  // Java wraps what it found out in exceptions that only say that there was one.
  private static String reason(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /** Width that a word needs, with a margin on both sides. */
  static int width(String word) {
    return metrics().stringWidth(word) + 2 * PADDING;
  }

  /** Height that a text needs in a cell as narrow as an image's longer side. */
  static int height(String text) {
    FontMetrics metrics = metrics();
    int width = AttentionSheet.LONGER_SIDE - 2 * PADDING;
    return lines(text, width, metrics).size() * metrics.getHeight() + 2 * PADDING;
  }

  // Anti-aliased glyphs have other widths.
  private static FontMetrics metrics() {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      return prepared(graphics).getFontMetrics();
    } finally {
      graphics.dispose();
    }
  }

  private static Graphics2D prepared(Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(FONT);
    graphics.setColor(INK);
    return graphics;
  }

  /**
   * Writes words in the middle of a place, in several lines where they need them; what does not fit
   * even so is cut with an ellipsis.
   */
  static void write(Graphics2D graphics, String words, Rectangle place) {
    FontMetrics metrics = prepared(graphics).getFontMetrics();
    int width = place.width - 2 * PADDING;
    List<String> lines = lines(words, width, metrics);
    int y = place.y + (place.height - lines.size() * metrics.getHeight()) / 2 + metrics.getAscent();
    for (String line : lines) {
      String text = fitting(line, width, metrics);
      graphics.drawString(text, place.x + (place.width - metrics.stringWidth(text)) / 2, y);
      y += metrics.getHeight();
    }
  }

  /** As many words in a line as there is room for; the last line takes what is left. */
  private static List<String> lines(String text, int width, FontMetrics metrics) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      boolean full = metrics.stringWidth(longer) > width && lines.size() < MOST_LINES - 1;
      if (full && !line.isEmpty()) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }

  private static String fitting(String word, int width, FontMetrics metrics) {
    if (metrics.stringWidth(word) <= width) {
      return word;
    }
    int end = word.length();
    while (end > 0 && metrics.stringWidth(word.substring(0, end) + "\u2026") > width) {
      end = word.offsetByCodePoints(end, -1);
    }
    return word.substring(0, end) + "\u2026";
  }
}
