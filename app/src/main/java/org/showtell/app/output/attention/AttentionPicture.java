package org.showtell.app.output.attention;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.input.Preview;
import org.showtell.app.output.file.Jpeg;
import org.showtell.app.output.file.PrintableText;
import org.showtell.encoder.file.AtomicFile;
import org.showtell.encoder.preset.VisibleArea;

/**
 * An image, and for each word of its caption the image as bright as the model's attention, as in
 * figure 3 of Xu et al. 2015, "Show, Attend and Tell". A word is followed by the share of attention
 * that went to detected words, which no place of the image shows.
 */
public final class AttentionPicture {
  private static final Color PAPER = Color.WHITE;
  private static final float QUALITY = 0.9f;

  private AttentionPicture() {}

  /**
   * The same for questions and their answers: writes {@code NAME.attention.jpg}; an older one is
   * replaced.
   *
   * @param folder created if missing
   * @param image its file name gives that of the result
   * @param answered questions whose model attends, with an answer each
   * @return the file
   */
  public static Path write(
      Path folder, Path image, Preview preview, List<AnsweredQuestion> answered)
      throws IOException {
    List<CaptionToken> panels = answered.stream().map(AttentionPicture::panel).toList();
    String name = image.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    Path file = folder.resolve(name + ".attention.jpg");
    Files.createDirectories(folder);
    AtomicFile.write(file, jpeg(preview, panels), true);
    return file;
  }

  private static CaptionToken panel(AnsweredQuestion answered) {
    AnsweredQuestion.Answer best = answered.answers().get(0);
    return new CaptionToken(
        answered.question() + " " + best.answer(),
        Math.log(Math.max(Float.MIN_NORMAL, best.probability())),
        answered.attention());
  }

  /**
   * As a JPEG file.
   *
   * @param words each with its map
   */
  static byte[] jpeg(Preview preview, List<CaptionToken> words) throws IOException {
    return Jpeg.of(draw(preview, words), QUALITY);
  }

  static BufferedImage draw(Preview preview, List<CaptionToken> words) throws IOException {
    List<String> texts = words.stream().map(AttentionPicture::label).toList();
    AttentionSheet sheet =
        AttentionSheet.of(
            preview.width(),
            preview.height(),
            texts.stream().mapToInt(Lettering::width).max().orElse(0),
            texts.stream().mapToInt(Lettering::height).max().orElse(Lettering.height("")),
            words.size() + 1);
    BufferedImage photo = resized(read(preview), sheet.photoWidth(), sheet.photoHeight());
    VisibleArea seen =
        preview
            .seen()
            .resized(preview.width(), preview.height(), sheet.photoWidth(), sheet.photoHeight());
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

  static String label(CaptionToken word) {
    String share = word.wordShare() == null ? "" : " (" + wordShare(word) + ")";
    return PrintableText.of(word.word() + share);
  }

  /** How much of a word came from detected words and not from the image: "31 % from words". */
  public static String wordShare(CaptionToken word) {
    return Math.round(100 * word.wordShare()) + " % from words";
  }

  private static void put(Graphics2D graphics, BufferedImage image, Rectangle place) {
    graphics.drawImage(image, place.x, place.y, null);
  }

  private static BufferedImage read(Preview preview) throws IOException {
    BufferedImage image =
        // In memory: ImageIO's other streams want a hook at the end of the program, which may be
        // near.
        ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(preview.data())));
    if (image == null) {
      throw new IOException("its preview, " + preview.mediaType() + ", has no decoder");
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
