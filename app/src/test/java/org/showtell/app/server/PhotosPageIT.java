package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.Sequence;
import org.showtell.testing.Slow;

/** The photos view in a real browser. */
@Slow
class PhotosPageIT {
  private static final String DONE =
      "document.getElementById('work').hidden && document.querySelector('.card')";

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.open(folder, List.of("starter"), Optional.empty());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void load() {
    browser.show(1440, false);
    browser.load("photos");
  }

  @AfterEach
  void quiet() {
    assertEquals(List.of(), browser.messages());
  }

  private static void caption(String... samples) {
    browser.choose("files", Stream.of(samples).map(Browser.SAMPLES::resolve).toArray(Path[]::new));
    browser.until(DONE + " && document.querySelectorAll('.card').length === " + samples.length);
  }

  private static List<String> names() {
    return browser.all(".card .name").stream()
        .filter(WebElement::isDisplayed)
        .map(WebElement::getText)
        .toList();
  }

  @Test
  void droppedPhotosAreCaptionedOneByOne() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : List.of("motorcycle.jpg", "cat.jpg")) {
      files.put(name, Files.readAllBytes(Browser.SAMPLES.resolve(name)));
    }
    files.put("notes.txt", new byte[] {'n', 'o'});
    browser.run(
        """
        window.seen = [];
        new MutationObserver(() => seen.push(document.getElementById('count').textContent))
            .observe(document.getElementById('count'), { childList: true });
        """);
    browser.drop(files);
    browser.until(DONE);
    assertEquals(List.of("cat.jpg", "motorcycle.jpg"), names());
    assertTrue(browser.text(".card:nth-child(1) .captions").contains("cat"));
    assertTrue(browser.text(".card:nth-child(2) .captions").contains("motorcycle"));
    assertEquals(
        List.of("0 of 2 captioned", "1 of 2 captioned", "2 of 2 captioned"),
        browser.run("return [...new Set(seen)]"));
    browser.until("document.getElementById('said').textContent === '2 photos captioned'");
    assertEquals(
        browser.run("return document.querySelector('.card .words').textContent.trim()"),
        browser.the(".card img").getAttribute("alt"));
  }

  @Test
  void aBadPhotoIsNamedAndTheOthersAreCaptioned() throws IOException {
    byte[] photo = Files.readAllBytes(Browser.SAMPLES.resolve("cat.jpg"));
    browser.drop(Map.of("broken.jpg", Arrays.copyOf(photo, 5000), "cat.jpg", photo));
    browser.until(DONE);
    assertTrue(
        browser.text(".card:nth-child(1) .error").contains("truncated"), browser.text("main"));
    assertTrue(browser.the(".card:nth-child(2) .edit").isDisplayed());
    List<String> refused = browser.messages(); // Chromium notes every answer that is not 2xx
    assertEquals(1, refused.size(), refused.toString());
    assertTrue(refused.get(0).contains("422"), refused.toString());
    browser.drop(Map.of("notes.txt", photo));
    browser.until("!document.getElementById('notice').hidden");
    assertTrue(browser.text("#notice").startsWith("There is no photo among these files"));
    browser.the("#notice-close").click();
    assertFalse(browser.the("#notice").isDisplayed());
  }

  @Test
  void wordsShowWhereTheModelLooked() {
    caption("motorcycle.jpg", "cat.jpg");
    assertFalse(browser.the(".card canvas").isDisplayed());
    WebElement cat = browser.all(".card:nth-child(1) .word").get(1);
    assertEquals("cat", cat.getText());
    browser.act().moveToElement(cat).perform();
    assertTrue(browser.the(".card canvas").isDisplayed());
    // The map has places that are left bright and others that are dimmed.
    List<?> shades =
        (List<?>)
            browser.run(
                """
                const canvas = document.querySelector('.card canvas');
                const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                const shades = data.filter((value, i) => i % 4 === 3);
                return [Math.min(...shades), Math.max(...shades)];
                """);
    assertTrue(((Number) shades.get(0)).intValue() < 40, shades.toString());
    assertTrue(((Number) shades.get(1)).intValue() > 120, shades.toString());
    browser.act().moveToElement(browser.the("h1")).perform();
    assertFalse(browser.the(".card canvas").isDisplayed());
  }

  @Test
  void aTappedWordShowsItsMapOnAPhone() {
    browser.show(390, false);
    caption("cat.jpg");
    WebElement cat = browser.all(".word").get(1);
    browser.run("arguments[0].scrollIntoView({ block: 'center' })", cat);
    PointerInput finger = new PointerInput(PointerInput.Kind.TOUCH, "finger");
    browser.tap(
        new Sequence(finger, 0)
            .addAction(
                finger.createPointerMove(
                    java.time.Duration.ZERO, PointerInput.Origin.fromElement(cat), 0, 0))
            .addAction(finger.createPointerDown(PointerInput.MouseButton.LEFT.asArg()))
            .addAction(finger.createPointerUp(PointerInput.MouseButton.LEFT.asArg())));
    browser.until("!document.querySelector('.card canvas').hidden");
  }

  @Test
  void everythingWorksWithoutAMouse() {
    caption("cat.jpg", "motorcycle.jpg");
    browser.run("document.getElementById('clear').focus()");
    browser.tabTo(".word");
    browser.press(Keys.ARROW_RIGHT);
    assertEquals("cat", browser.run("return document.activeElement.textContent"));
    assertTrue(browser.the(".card canvas").isDisplayed());
    browser.press(Keys.ESCAPE);
    assertFalse(browser.the(".card canvas").isDisplayed());
    browser.tabTo(".edit");
    browser.press(Keys.ENTER);
    browser.press("a cat by the window", Keys.ENTER);
    assertTrue(browser.text(".card:nth-child(1) .captions").startsWith("a cat by the window"));
    assertEquals("Edit", browser.run("return document.activeElement.textContent"));
    browser.tabTo(".ask input");
    browser.press("what animal is this?", Keys.ENTER);
    browser.until("document.querySelector('.answer')");
    // One stop for all words of a caption, one for each button and keyword.
    browser.run("document.getElementById('clear').focus()");
    browser.tabTo(".card:nth-child(2) .word");
    int stops = browser.tabTo(".card:nth-child(2) .ask button");
    int keywords = browser.all(".card:nth-child(2) .tags button").size();
    assertEquals(4 + keywords, stops);
  }

  @Test
  void theSkipLinkLeadsPastTheHeader() {
    browser.load("");
    browser.press(Keys.TAB);
    assertEquals("Skip to content", browser.run("return document.activeElement.textContent"));
    browser.press(Keys.ENTER);
    assertEquals("main", browser.run("return document.activeElement.id"));
    browser.tabTo("#choose");
  }

  @Test
  void questionsAreAnsweredWithBars() {
    caption("cat.jpg");
    browser.the(".ask input").sendKeys("what animal is this?", Keys.ENTER);
    browser.until("document.querySelectorAll('.answer').length === 3");
    assertTrue(browser.text(".answer").startsWith("cat"), browser.text(".answers"));
    String percent = browser.text(".answer .share");
    double width =
        ((Number)
                browser.run(
                    "const bar = document.querySelector('.bar'); return bar.firstChild.offsetWidth / bar.offsetWidth"))
            .doubleValue();
    assertEquals(Double.parseDouble(percent.replace(" %", "")) / 100, width, 0.02);
    assertTrue(width > 0.5, percent);
  }

  @Test
  void editedCaptionsAreDownloadedInEveryForm() throws Exception {
    caption("cat.jpg", "coffee.jpg");
    browser.the(".card:nth-child(1) .edit").click();
    browser.press("a \"tabby\" cat, close", Keys.ENTER); // all of the text is selected
    String other = browser.the(".card:nth-child(2) img").getAttribute("alt");

    Map<String, String> texts = unzipped(download("captions.zip", "txt"));
    assertEquals(Map.of("cat.txt", "a \"tabby\" cat, close\n", "coffee.txt", other + "\n"), texts);

    String csv = new String(download("captions.csv", "csv"), StandardCharsets.UTF_8);
    List<CSVRecord> rows =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new java.io.StringReader(csv))
            .getRecords();
    assertEquals("a \"tabby\" cat, close", rows.get(0).get("caption"));
    assertEquals("starter", rows.get(1).get("model"));
    assertTrue(rows.get(1).get("keywords").contains("coffee"), csv);

    String lines = new String(download("captions.jsonl", "jsonl"), StandardCharsets.UTF_8);
    JsonNode first = new ObjectMapper().readTree(lines.split("\n")[0]);
    assertEquals("a \"tabby\" cat, close", first.path("caption").asText());
    assertTrue(first.path("score").isNull(), lines);
    assertFalse(lines.contains("attention") || lines.contains("edited"), lines);

    Map<String, String> sidecars = unzipped(download("captions-xmp.zip", "xmp"));
    assertEquals(List.of("cat.xmp", "coffee.xmp"), List.copyOf(sidecars.keySet()));
    String description =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(sidecars.get("cat.xmp").getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement()
            .getTextContent();
    assertTrue(description.contains("a \"tabby\" cat, close"), description);
  }

  @Test
  void photosAreDownloadedWithTheirCaptionsInside() throws Exception {
    caption("cat.jpg", "coffee.jpg");
    browser.the(".card:nth-child(1) .edit").click();
    browser.press("a tabby cat, close", Keys.ENTER);
    byte[] zip = download("captioned-photos.zip", "embed");
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      assertEquals("cat.jpg", in.getNextEntry().getName());
      String photo = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertTrue(photo.contains("a tabby cat, close"), "its caption is in the file");
      byte[] original = Files.readAllBytes(Browser.SAMPLES.resolve("cat.jpg"));
      assertTrue(
          photo.endsWith(
              new String(
                  Arrays.copyOfRange(original, original.length / 2, original.length),
                  StandardCharsets.ISO_8859_1)),
          "its pixels are the same");
      assertEquals("coffee.jpg", in.getNextEntry().getName());
    }
  }

  private static byte[] download(String name, String kind) throws IOException {
    return browser.download(
        name,
        () -> {
          browser.the("#download summary").click();
          browser.the("#download button[value=" + kind + "]").click();
        });
  }

  private static Map<String, String> unzipped(byte[] zip) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Test
  void altTextIsCopied() {
    browser.cdp(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    caption("cat.jpg");
    browser.the(".copy").click();
    browser.until("document.querySelector('.copy').textContent === 'Copied'");
    assertEquals(
        browser.the(".card img").getAttribute("alt"),
        browser.later(
            "navigator.clipboard.readText().then(arguments[0], (e) => arguments[0](String(e)))"));
  }

  @Test
  void photosAreFoundAndSorted() {
    caption("cat.jpg", "coffee.jpg", "motorcycle.jpg", "beach.jpg");
    assertEquals(List.of("beach.jpg", "cat.jpg", "coffee.jpg", "motorcycle.jpg"), names());
    browser.the("#sort option[value=doubtful]").click();
    List<?> scores =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll('.score')].map((one) => parseFloat(one.title.slice(6)))");
    List<Double> sorted = scores.stream().map(score -> ((Number) score).doubleValue()).toList();
    assertEquals(sorted.stream().sorted().toList(), sorted);
    browser.all(".tags button").stream()
        .filter(tag -> tag.getText().equals("coffee"))
        .findFirst()
        .orElseThrow()
        .click();
    assertEquals(List.of("coffee.jpg"), names());
    assertEquals("1 of 4", browser.text("#found"));
    browser.the("#find").clear();
    browser.the("#find").sendKeys("no such word");
    assertEquals(List.of(), names());
    assertTrue(browser.the("#none").isDisplayed());
  }

  @Test
  void severalCandidatesCanBeChosenFrom() {
    browser.the("#open-settings").click();
    browser.the("#captions").clear();
    browser.the("#captions").sendKeys("3", Keys.TAB);
    browser.the("#settings .primary").click();
    caption("cat.jpg");
    assertEquals(3, browser.all(".captions li").size());
    assertEquals(3, browser.all(".captions .score").size());
    String second =
        (String) browser.run("return document.querySelectorAll('.words')[1].textContent.trim()");
    browser.the(".use").click();
    assertEquals(second, browser.the(".card img").getAttribute("alt"));
  }

  @Test
  void aRunCanBeCancelled() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] photo = Files.readAllBytes(Browser.SAMPLES.resolve("cat.jpg"));
    for (int i = 0; i < 60; i++) {
      files.put("photo" + i + ".jpg", photo);
    }
    browser.drop(files);
    browser.until("document.querySelector('.card:not(.waiting)')");
    browser.the("#cancel").click();
    browser.until(DONE);
    int left = browser.all(".card").size();
    assertTrue(left > 0 && left < 60, left + " cards");
    assertEquals(0, browser.all(".card.waiting").size());
    browser.the("#clear").click();
    assertTrue(browser.the(".tour").isDisplayed());
  }
}
