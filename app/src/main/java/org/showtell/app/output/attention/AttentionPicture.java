package org.showtell.app.output.attention;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.input.Preview;
import org.showtell.app.output.file.Jpeg;
import org.showtell.app.output.file.PrintableText;
import org.showtell.encoder.preset.VisibleArea;

/**
 * A photo, and for each word of its caption the photo as bright as the model's attention, as in
 * figure 3 of Xu et al. 2015, "Show, Attend and Tell". Beside a word stands the share of attention
 * that went to detected words, which no place of the photo shows.
 */
final class AttentionPicture {
  private static final Color PAPER = Color.WHITE;
  private static final float QUALITY = 0.9f;

  private AttentionPicture() {}

  /**
   * The picture as a JPEG file.
   *
   * @param preview the photo
   * @param words each with its map
   * @throws IOException if the preview cannot be decoded
   */
  static byte[] jpeg(Preview preview, List<CaptionToken> words) throws IOException {
    return Jpeg.of(draw(preview, words), QUALITY);
  }

  static BufferedImage draw(Preview preview, List<CaptionToken> words) throws IOException {
    List<String> texts =
        words.stream().map(word -> PrintableText.of(WordShare.beside(word))).toList();
    AttentionSheet sheet =
        AttentionSheet.of(
            preview.width(),
            preview.height(),
            texts.stream().mapToInt(Lettering::width).max().orElse(0),
            texts.stream()
                .mapToInt(text -> Lettering.height(text, AttentionSheet.LONGER_SIDE))
                .max()
                .orElse(Lettering.height()),
            words.size() + 1);
    BufferedImage photo = resized(read(preview), sheet.photoWidth(), sheet.photoHeight());
    VisibleArea seen =
        preview
            .seen()
            .resized(preview.width(), preview.height(), photo.getWidth(), photo.getHeight());
    BufferedImage picture =
        new BufferedImage(sheet.width(), sheet.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setColor(PAPER);
      graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
      put(graphics, photo, sheet.photo(0));
      for (int i = 0; i < words.size(); i++) {
        BufferedImage dimmed = DimmedPhoto.of(photo, seen, words.get(i).attention());
        put(graphics, dimmed, sheet.photo(i + 1));
        Lettering.write(graphics, texts.get(i), sheet.band(i + 1));
      }
    } finally {
      graphics.dispose();
    }
    return picture;
  }

  private static void put(Graphics2D graphics, BufferedImage image, Rectangle place) {
    graphics.drawImage(image, place.x, place.y, null);
  }

  private static BufferedImage read(Preview preview) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(preview.data()));
    if (image == null) {
      throw new IOException("the small picture of it, " + preview.mediaType() + ", has no decoder");
    }
    return image;
  }

  private static BufferedImage resized(BufferedImage image, int width, int height) {
    BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = resized.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.drawImage(image, 0, 0, width, height, null);
    } finally {
      graphics.dispose();
    }
    return resized;
  }
}
