package org.showtell.app.output.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.input.Preview;
import org.showtell.encoder.preset.VisibleArea;

class AttentionPictureTest {
  private static final String SENTENCE = "a dog runs on";
  private final List<CaptionToken> words = AttentionSamples.words(SENTENCE);
  private final AttentionSheet sheet = sheet(400, 400);

  @Test
  void eachWordHasThePhotoBrightWhereItWasLookedFor() throws IOException {
    BufferedImage picture = draw(AttentionSamples.preview(400, 400));
    Rectangle photo = sheet.photo(0);
    assertEquals(AttentionSamples.COLOUR.getRed(), red(picture, photo, 0.1, 0.9), 4);
    for (int word = 0; word < 4; word++) {
      Rectangle tile = sheet.photo(word + 1);
      for (int corner = 0; corner < 4; corner++) {
        double x = corner % 2 == 0 ? 0.1 : 0.9;
        double y = corner / 2 == 0 ? 0.1 : 0.9;
        float brightness = corner == word ? 1 : DimmedPhoto.NOT_LOOKED;
        assertEquals(
            brightness * AttentionSamples.COLOUR.getRed(),
            red(picture, tile, x, y),
            6,
            "word " + word + ", corner " + corner);
      }
    }
  }

  @Test
  void theMapOfACropLiesOnTheCrop() throws IOException {
    VisibleArea crop = new VisibleArea(50, 0, 300, 300);
    BufferedImage picture = draw(AttentionSamples.preview(400, 300, crop));
    Rectangle first = sheet(400, 300).photo(1);
    float full = AttentionSamples.COLOUR.getRed();
    assertEquals(DimmedPhoto.NOT_SEEN * full, red(picture, first, 0.1, 0.1), 6);
    assertEquals(full, red(picture, first, 0.16, 0.1), 6);
    assertEquals(DimmedPhoto.NOT_LOOKED * full, red(picture, first, 0.85, 0.9), 6);
    assertEquals(DimmedPhoto.NOT_SEEN * full, red(picture, first, 0.9, 0.9), 6);
  }

  @Test
  void eachWordIsWrittenBelowItsPhotoAndNowhereElse() throws IOException {
    BufferedImage picture = draw(AttentionSamples.preview(400, 400));
    assertEquals(0, ink(picture, sheet.band(0)), "the photo itself has no word");
    for (int i = 1; i <= words.size(); i++) {
      Rectangle band = sheet.band(i);
      assertTrue(ink(picture, band) > 20, "word " + i);
      assertEquals(0, ink(picture, new Rectangle(band.x, band.y, band.width, 3)), "above " + i);
      assertEquals(0, ink(picture, new Rectangle(band.x, band.y, 4, band.height)), "left of " + i);
    }
    for (int y = 0; y < picture.getHeight(); y++) {
      assertEquals(Color.WHITE.getRGB(), picture.getRGB(AttentionSheet.GAP / 2, y));
    }
  }

  @Test
  void isAJpegFileThatReadsBack() throws IOException {
    Preview preview = AttentionSamples.preview(400, 400);
    byte[] jpeg = AttentionPicture.jpeg(preview, words);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertEquals(sheet.width(), picture.getWidth());
    assertEquals(sheet.height(), picture.getHeight());
    assertEquals(AttentionSamples.COLOUR.getRed(), red(picture, sheet.photo(4), 0.9, 0.9), 10);
    assertTrue(red(picture, sheet.photo(4), 0.1, 0.1) < 60);
  }

  @Test
  void aCaptionWithoutWordsIsThePhoto() throws IOException {
    BufferedImage picture = AttentionPicture.draw(AttentionSamples.preview(400, 300), List.of());
    assertEquals(2 * AttentionSheet.GAP + 280, picture.getWidth());
  }

  @Test
  void aQuestionIsWrittenWholeInSeveralLines() throws IOException {
    String question = "on which side of the picture is the large red square? left";
    CaptionToken asked = new CaptionToken(question, -1, words.get(0).attention());
    BufferedImage several =
        AttentionPicture.draw(AttentionSamples.preview(400, 300), List.of(asked));
    int needed = Lettering.height(question);
    assertTrue(needed > Lettering.height(""), "more than one line");
    assertEquals(
        needed - Lettering.height(""),
        several.getHeight()
            - AttentionPicture.draw(AttentionSamples.preview(400, 300), words.subList(0, 1))
                .getHeight());
  }

  @Test
  void theShareThatWentToWordsIsWrittenBesideTheWord() throws IOException {
    List<CaptionToken> shared = AttentionSamples.sharedWithWords("runs", 0.306);
    assertEquals("runs (31 % from words)", AttentionPicture.label(shared.get(0)));
    assertEquals("runs", AttentionPicture.label(AttentionSamples.words("runs").get(0)));
    Preview preview = AttentionSamples.preview(400, 400);
    BufferedImage with = AttentionPicture.draw(preview, shared);
    BufferedImage without = AttentionPicture.draw(preview, AttentionSamples.words("runs"));
    assertTrue(ink(with) > ink(without) + 100, "more is written");
  }

  private static int ink(BufferedImage picture) {
    return ink(picture, new Rectangle(0, 0, picture.getWidth(), picture.getHeight()));
  }

  @Test
  void refusesAPreviewThatIsNoPicture() {
    Preview none = new Preview("image/jpeg", new byte[] {1, 2, 3}, 4, 3);
    assertThrows(IOException.class, () -> AttentionPicture.draw(none, words));
  }

  private BufferedImage draw(Preview preview) throws IOException {
    return AttentionPicture.draw(preview, words);
  }

  private static AttentionSheet sheet(int width, int height) {
    return AttentionSheet.of(width, height, Lettering.width("runs"), Lettering.height(""), 5);
  }

  private static int red(BufferedImage picture, Rectangle place, double x, double y) {
    return new Color(
            picture.getRGB(place.x + (int) (x * place.width), place.y + (int) (y * place.height)))
        .getRed();
  }

  private static int ink(BufferedImage picture, Rectangle place) {
    int dark = 0;
    for (int y = place.y; y < place.y + place.height; y++) {
      for (int x = place.x; x < place.x + place.width; x++) {
        dark += new Color(picture.getRGB(x, y)).getRed() < 128 ? 1 : 0;
      }
    }
    return dark;
  }
}
