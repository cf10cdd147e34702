package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.showtell.testing.Slow;

/** Videos, the camera, settings and two models side by side, in a real browser. */
@Slow
class VideoAndCameraPageIT {
  private static final String DONE =
      "document.getElementById('video-work').hidden && document.querySelector('.transcript li')";

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.open(folder, List.of("starter", other().toString()), Optional.empty());
  }

  /** The starter model under another name. */
  private static Path other() throws IOException {
    Path starter = Path.of("target", "classes", "org", "showtell", "app", "bundle", "starter");
    Path other = Files.createDirectory(folder.resolve("other"));
    try (Stream<Path> parts = Files.list(starter)) {
      for (Path part : parts.toList()) {
        Files.copy(part, other.resolve(part.getFileName()));
      }
    }
    Path manifest = other.resolve("model.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode model = (ObjectNode) json.readTree(manifest.toFile());
    json.writeValue(manifest.toFile(), model.put("name", "other"));
    return other;
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void quiet() {
    assertEquals(List.of(), browser.messages());
  }

  @Test
  void aVideoPlaysWithItsCaptions() throws IOException {
    browser.load("video");
    browser.choose("video-file", Browser.SAMPLES.resolve("clip.mp4"));
    browser.until(DONE);
    assertEquals(4, browser.all(".transcript li").size());
    assertEquals(
        4L, browser.run("return document.getElementById('screen').textTracks[0].cues.length"));
    assertTrue(
        browser.text("#summary").startsWith("In one sentence: a "), browser.text("#summary"));

    browser.run("document.getElementById('screen').muted = true");
    browser.run("document.getElementById('screen').play()");
    browser.until("document.getElementById('screen').currentTime > 0.2");
    browser.run("document.getElementById('screen').pause()");
    // The time line, then the list by the keyboard.
    browser.all(".timeline button").get(3).click();
    browser.until(
        "document.querySelectorAll('.transcript button')[3].hasAttribute('aria-current')");
    assertTrue(now() >= 9 && now() < 9.5, "at " + now());
    assertEquals(
        browser.run(
            "return document.querySelectorAll('.transcript button')[3].lastChild.textContent"),
        browser.run("return document.getElementById('screen').textTracks[0].activeCues[0].text"));
    browser.run("document.getElementById('video-mode').focus()");
    browser.tabTo(".transcript button");
    browser.press(Keys.TAB, Keys.ENTER);
    browser.until(
        "document.querySelectorAll('.transcript button')[1].hasAttribute('aria-current')");
    assertTrue(now() >= 3 && now() < 3.5, "at " + now());

    String vtt = text(browser.download("clip.vtt", () -> browser.the("#download-vtt").click()));
    assertTrue(vtt.startsWith("WEBVTT\n\n1\n00:00:00.000 --> 00:00:0"), vtt);
    String srt = text(browser.download("clip.srt", () -> browser.the("#download-srt").click()));
    assertEquals(4, srt.lines().filter(line -> line.contains(" --> ")).count(), srt);
    assertTrue(srt.contains(browser.text(".transcript li span:last-child")), srt);
  }

  private static double now() {
    return ((Number) browser.run("return document.getElementById('screen').currentTime"))
        .doubleValue();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void aDroppedVideoOpensTheVideoView() throws IOException {
    browser.load("photos");
    byte[] clip = Files.readAllBytes(Browser.SAMPLES.resolve("clip.mp4"));
    browser.drop(Map.of("clip.mp4", clip));
    browser.until("!document.getElementById('video').hidden");
    browser.until("document.querySelector('.transcript li')");
    browser.drop(Map.of("second.mp4", clip)); // takes the first one's place
    browser.until("document.getElementById('video-name').textContent === 'second.mp4'");
    browser.until(DONE);
    assertEquals(4, browser.all(".transcript li").size());
    assertEquals(1L, browser.run("return document.getElementById('screen').textTracks.length"));
  }

  @Test
  void theCameraIsCaptionedUntilItIsStopped() {
    browser.load("camera");
    browser.the("#camera-toggle").click();
    browser.until("document.getElementById('seen').textContent.split(' ').length > 2");
    assertEquals("Stop", browser.text("#camera-toggle"));
    browser.the("nav a[data-view=photos]").click();
    browser.until("document.getElementById('view').srcObject === null");
    browser.the("nav a[data-view=camera]").click();
    assertEquals("Start the camera", browser.text("#camera-toggle"));
    assertEquals("", browser.text("#seen"));
  }

  @Test
  void twoModelsStandSideBySide() throws IOException {
    browser.load("photos");
    browser.choose("files", Browser.SAMPLES.resolve("cat.jpg"));
    browser.until(
        "document.getElementById('work').hidden && document.querySelectorAll('.by').length === 2");
    assertEquals("starter", browser.text(".by:nth-child(1) .of"));
    assertEquals("other", browser.text(".by:nth-child(2) .of"));
    assertEquals(browser.text(".by:nth-child(1) .words"), browser.text(".by:nth-child(2) .words"));
    String lines = lines();
    assertTrue(
        lines.contains("\"model\":\"starter\"") && lines.contains("\"model\":\"other\""), lines);
  }

  private static String lines() throws IOException {
    return text(
        browser.download(
            "captions.jsonl",
            () -> {
              browser.the("#download summary").click();
              browser.the("#download button[value=jsonl]").click();
            }));
  }

  @Test
  void settingsAreUsedAndRemembered() throws IOException {
    browser.load("photos");
    browser.the("#open-settings").click();
    browser.the("#second option[value='']").click();
    browser.the("#model option[value=other]").click();
    browser.the("#keywords").clear();
    browser.the("#keywords").sendKeys("0");
    browser.the("#settings details summary").click();
    assertFalse(browser.the("#temperature").isDisplayed());
    browser.the("#sample").click();
    assertTrue(browser.the("#temperature").isDisplayed());
    browser.the("#about summary").click();
    browser.until("document.querySelector('#card table')");
    assertTrue(browser.text("#card").contains("beam 3"), browser.text("#card"));
    browser.press(Keys.ESCAPE);
    assertFalse(browser.the("#settings").isDisplayed());
    assertEquals("open-settings", browser.run("return document.activeElement.id"));
    browser.choose("files", Browser.SAMPLES.resolve("cat.jpg"));
    browser.until("document.getElementById('work').hidden && document.querySelector('.by')");
    assertEquals(1, browser.all(".by").size());
    assertEquals(0, browser.all(".tags button").size());
    assertTrue(lines().contains("\"model\":\"other\""));
    browser.run("location.reload()");
    browser.until(
        "document.getElementById('model') && document.getElementById('model').options.length > 0");
    assertEquals(true, browser.run("return document.getElementById('sample').checked"));
  }
}
