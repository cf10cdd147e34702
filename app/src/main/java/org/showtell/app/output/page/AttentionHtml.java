package org.showtell.app.output.page;

import java.util.Base64;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.input.Preview;
import org.showtell.app.output.attention.AttentionPicture;
import org.showtell.app.output.attention.DimmedPhoto;
import org.showtell.attention.AttentionMap;
import org.showtell.encoder.preset.VisibleArea;

/**
 * The words of a caption on a page, each with its map. A map is a byte for each position of the
 * grid, row by row: how much of the image's brightness stays there, 255 for all. The page's script
 * draws it over the preview while the word is pointed at or has the focus, and shows below the
 * sentence which share of the attention went to detected words.
 */
final class AttentionHtml {
  private AttentionHtml() {}

  /**
   * A caption, its words as buttons.
   *
   * @param caption with words that have maps
   */
  static String words(ScoredCaption caption, Preview preview) {
    AttentionMap first = caption.words().get(0).attention();
    VisibleArea seen = preview.seen();
    StringBuilder html = new StringBuilder();
    html.append("<span class=\"words\" role=\"toolbar\"")
        .append(" aria-label=\"Where the model looked, word by word\"")
        .append(" data-grid=\"%s %s\"".formatted(first.height(), first.width()))
        .append(
            " data-seen=\"%s %s %s %s\">"
                .formatted(seen.x(), seen.y(), seen.width(), seen.height()));
    String text = caption.text();
    int end = 0;
    for (int i = 0; i < caption.words().size(); i++) {
      CaptionToken word = caption.words().get(i);
      int start = text.indexOf(word.word(), end);
      if (start < 0) {
        continue; // the sentence is what counts: it is shown as it is
      }
      html.append(Html.escape(text.substring(end, start)));
      button(word, i == 0, html);
      end = start + word.word().length();
    }
    return html.append(Html.escape(text.substring(end))).append("</span>").toString();
  }

  // One stop of the tab key for each caption; inside it the arrow keys go from word to word.
  private static void button(CaptionToken word, boolean first, StringBuilder html) {
    html.append(
        "<button type=\"button\" tabindex=\"%s\" data-look=\"%s\">%s"
            .formatted(
                first ? 0 : -1,
                Base64.getEncoder().encodeToString(brightness(word.attention())),
                Html.escape(word.word())));
    if (word.wordShare() != null) {
      html.append("<small> " + Html.escape(AttentionPicture.wordShare(word)) + "</small>");
    }
    html.append("</button>");
  }

  private static byte[] brightness(AttentionMap map) {
    float[] weights = map.weights();
    float largest = DimmedPhoto.largest(weights);
    byte[] brightness = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      brightness[i] = (byte) Math.round(255 * DimmedPhoto.brightness(weights[i], largest));
    }
    return brightness;
  }

  /** What a page with maps needs at its end. */
  static String script() {
    return Html.resource("attention-script.html")
        .replace("{{notSeen}}", String.valueOf(DimmedPhoto.NOT_SEEN));
  }
}
