package org.showtell.app.output.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.input.Preview;
import org.showtell.app.output.attention.AttentionSamples;
import org.showtell.app.output.attention.DimmedPhoto;
import org.showtell.app.output.caption.SamplePhotos;
import org.showtell.app.output.file.Destination;
import org.showtell.encoder.preset.VisibleArea;

class AttentionHtmlTest {
  private static final Preview PREVIEW =
      AttentionSamples.preview(40, 30, new VisibleArea(5, 0, 30, 30));

  @Test
  void everyWordCarriesHowBrightEachPositionIs() {
    String html = AttentionHtml.words(caption("a dog"), PREVIEW);
    assertTrue(html.contains("data-grid=\"2 2\" data-seen=\"5 0 30 30\""), html);
    byte dark = (byte) Math.round(255 * DimmedPhoto.NOT_LOOKED);
    byte[] second = {dark, (byte) 255, dark, dark};
    assertTrue(
        html.contains(
            "data-look=\"" + Base64.getEncoder().encodeToString(second) + "\">dog</button>"),
        html);
  }

  @Test
  void theSentenceReadsAsItDoesWithoutMaps() {
    List<CaptionToken> words = AttentionSamples.words("a man 's <hat>");
    String html = AttentionHtml.words(new ScoredCaption("a man's <hat>", -1, words), PREVIEW);
    assertEquals("a man&#39;s &lt;hat&gt;", html.replaceAll("<[^>]*>", ""));
    assertTrue(html.contains(">man</button><button"), "joined as the sentence has it: " + html);
  }

  @Test
  void theShareThatWentToWordsIsSaidBesideTheWord() {
    ScoredCaption caption =
        new ScoredCaption("a dog", -1, AttentionSamples.sharedWithWords("a dog", 0.306));
    String html = AttentionHtml.words(caption, PREVIEW);
    assertTrue(html.contains(">dog<small> 31 % from words</small></button>"), html);
    assertFalse(AttentionHtml.words(caption("a dog"), PREVIEW).contains("<small>"));
  }

  @Test
  void theTabKeyStopsOnceForEachCaption() {
    String html = AttentionHtml.words(caption("a dog runs on the grass"), PREVIEW);
    assertEquals(2, html.split("tabindex=\"0\"", -1).length, html);
    assertEquals(6, html.split("tabindex=\"-1\"", -1).length, html);
  }

  @Test
  void aPageWithMapsBringsItsScriptAndNothingFromElsewhere() throws Exception {
    String page = page(Optional.of(PREVIEW), true);
    assertTrue(page.contains("data-look"), page);
    assertTrue(page.contains("prefers-reduced-motion"), page);
    assertTrue(page.contains("document.createElement(\"canvas\")"), page);
    assertFalse(page.contains("http"), page);
    assertFalse(page.contains("{{"), page);
    assertTrue(page.endsWith("</html>\n"), page);
  }

  @Test
  void aPageWithoutMapsIsAsEver() throws Exception {
    String page = page(Optional.of(PREVIEW), false);
    assertTrue(page.contains("<p class=\"caption\">a dog</p>"), page);
    assertFalse(page.contains("canvas"), page);
  }

  @Test
  void aPhotoWithoutAPictureHasPlainWords() throws Exception {
    String page = page(Optional.empty(), true);
    assertTrue(page.contains("<p class=\"caption\">a dog</p>"), page);
  }

  private static ScoredCaption caption(String sentence) {
    return new ScoredCaption(sentence, -1, AttentionSamples.words(sentence));
  }

  private static String page(Optional<Preview> preview, boolean attention) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HtmlWriter writer =
        new HtmlWriter(Destination.stream(out, true), "m", Optional.empty(), attention)) {
      writer.accept(AttentionSamples.captioned(SamplePhotos.photo("a.jpg"), "a dog", preview));
      writer.finish();
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
