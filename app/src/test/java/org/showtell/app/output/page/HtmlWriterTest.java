package org.showtell.app.output.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.output.CaptionOutputs;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.SamplePhotos;
import org.showtell.app.output.file.ExistingPolicy;

class HtmlWriterTest {
  @TempDir Path folder;

  @Test
  void aCaptionIsTheAlternativeTextOfItsPhoto() throws Exception {
    String page =
        page(SamplePhotos.withPreview(SamplePhotos.captioned("a.jpg", "a \"big\" dog & a cat")));
    assertTrue(page.contains("alt=\"a &quot;big&quot; dog &amp; a cat\""), page);
    assertTrue(page.contains("src=\"data:image/jpeg;base64,AQID\""), page);
    assertTrue(page.contains("width=\"320\" height=\"240\""), page);
    assertTrue(page.contains("1 photo captioned"), page);
  }

  @Test
  void nothingOnThePageComesFromElsewhere() throws Exception {
    String page =
        page(SamplePhotos.withPreview(SamplePhotos.captioned("a.jpg", "a dog", "the dog")));
    assertFalse(page.contains("http"), page);
    assertFalse(page.contains("{{"), page);
    assertTrue(page.contains("<li>the dog</li>"), page);
    assertTrue(page.endsWith("</html>\n"), page);
  }

  @Test
  void failedPhotosAreShownAndCounted() throws Exception {
    String page =
        page(
            SamplePhotos.failed("bad.jpg", "not an image <b>"),
            SamplePhotos.captioned("a.jpg", "a dog"));
    assertTrue(page.contains("id=\"error-1\""), page);
    assertTrue(page.contains("not an image &lt;b&gt;"), page);
    assertTrue(page.contains("1 photo captioned, <a href=\"#error-1\">1 could not be"), page);
  }

  @Test
  void aNameCannotBreakOutOfThePage() throws Exception {
    String name = "\"><script>alert(1)</script>.jpg";
    String page = page(SamplePhotos.withPreview(SamplePhotos.captioned(name, "a dog")));
    assertFalse(page.contains("<script>alert"), page);
  }

  @Test
  void aPageThatLiesSomewhereLinksToThePhotos() throws Exception {
    Path photo = folder.resolve("my photos/50% ü#1:2.jpg");
    Path page = folder.resolve("pages/captions.html");
    Files.createDirectories(page.getParent());
    CaptionOutput output =
        CaptionOutputs.prepare(
            new OutputConfig(
                CaptionFormat.HTML,
                Optional.of(page),
                ExistingPolicy.REFUSE,
                false,
                1,
                Optional.empty(),
                false),
            System.err);
    try (CaptionWriter writer = output.open("starter")) {
      writer.accept(SamplePhotos.withPreview(SamplePhotos.captioned(photo.toString(), "a dog")));
      writer.finish();
    }
    String html = Files.readString(page);
    String href = "href=\"../my%20photos/50%25%20%C3%BC%231%3A2.jpg\"";
    assertTrue(html.contains(href), html.substring(html.indexOf("<main>")));
    assertEquals(photo, Path.of(page.toUri().resolve("../my%20photos/50%25%20%C3%BC%231%3A2.jpg")));
  }

  private static String page(CaptionedPhoto... photos) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CaptionOutput output =
        CaptionOutputs.prepare(
            new OutputConfig(
                CaptionFormat.HTML,
                Optional.empty(),
                ExistingPolicy.REFUSE,
                false,
                1,
                Optional.empty(),
                false),
            out);
    try (CaptionWriter writer = output.open("starter")) {
      for (CaptionedPhoto photo : photos) {
        writer.accept(photo);
      }
      writer.finish();
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
