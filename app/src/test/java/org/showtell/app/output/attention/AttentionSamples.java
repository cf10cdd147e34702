package org.showtell.app.output.attention;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.caption.ScoreFloor;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.Preview;
import org.showtell.app.output.file.Jpeg;
import org.showtell.attention.AttentionMap;
import org.showtell.encoder.preset.VisibleArea;

/** Captions with maps, and plain photos to draw them on. */
public final class AttentionSamples {
  /** Of the plain photos. */
  public static final Color COLOUR = new Color(200, 120, 60);

  private AttentionSamples() {}

  /** All of the weight at one position. */
  public static AttentionMap spot(int height, int width, int row, int column) {
    float[] weights = new float[height * width];
    weights[row * width + column] = 1;
    return new AttentionMap(height, width, weights);
  }

  /** The same weight everywhere. */
  public static AttentionMap even(int height, int width) {
    float[] weights = new float[height * width];
    Arrays.fill(weights, 1f / weights.length);
    return new AttentionMap(height, width, weights);
  }

  /** The same from a model that attends to detected words too. */
  public static List<CaptionToken> sharedWithWords(String sentence, double share) {
    return words(sentence).stream()
        .map(word -> new CaptionToken(word.word(), word.logProb(), word.attention(), share))
        .toList();
  }

  /** Words that were each looked for at the next of the positions of a 2x2 grid. */
  public static List<CaptionToken> words(String sentence) {
    String[] words = sentence.split(" ");
    return IntStream.range(0, words.length)
        .mapToObj(i -> new CaptionToken(words[i], -0.5 - i, spot(2, 2, i / 2 % 2, i % 2)))
        .toList();
  }

  public static BufferedImage photo(int width, int height) {
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = photo.createGraphics();
    graphics.setColor(COLOUR);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return photo;
  }

  public static Preview preview(int width, int height, VisibleArea seen) {
    try {
      return new Preview("image/jpeg", Jpeg.of(photo(width, height), 1), width, height, seen);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static Preview preview(int width, int height) {
    return preview(width, height, VisibleArea.whole(width, height));
  }

  public static PhotoInput input(String path, String relative) {
    return PhotoInput.ofFile(Path.of(path), Path.of(relative));
  }

  public static CaptionedPhoto captioned(
      PhotoInput photo, String sentence, Optional<Preview> preview) {
    PhotoCaptions captions =
        new PhotoCaptions(List.of(new ScoredCaption(sentence, -0.5, words(sentence))));
    return new CaptionedPhoto(
        CaptionRecord.captioned(photo.path(), captions, "attends", ScoreFloor.NONE),
        Optional.of(photo),
        preview);
  }
}
