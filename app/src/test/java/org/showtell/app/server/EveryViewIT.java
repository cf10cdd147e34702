package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.showtell.testing.Slow;

/** What holds for every view: WCAG 2.2 AA, room on a phone, light and dark. */
@Slow
class EveryViewIT {
  private static final String TOKEN = "correct-horse";

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (String name : List.of("cat.jpg", "beach.jpg")) {
      Files.copy(Browser.SAMPLES.resolve(name), photos.resolve(name));
    }
    Files.writeString(photos.resolve("cat.txt"), "a cat\n");
    browser =
        Browser.open(
            folder,
            List.of("starter"),
            Optional.of(new ServerConfig.Gallery(photos, false)),
            Optional.of(TOKEN));
    browser.visit("/api.html");
    browser.run("sessionStorage.setItem('token', arguments[0])", TOKEN);
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
  void aFolderIsReadOnlyUnlessSaidOtherwise() {
    browser.load("folder");
    browser.until("document.querySelectorAll('.cell').length === 2");
    assertEquals("2 photos, read-only", browser.text("#folder-name"));
    assertEquals(0, browser.all(".gallery textarea").size());
    assertTrue(browser.text(".cell:nth-child(1)").contains("no caption"));
    assertTrue(browser.text(".cell:nth-child(2)").contains("a cat"));
    assertEquals("a cat", browser.the(".cell:nth-child(2) img").getAttribute("alt"));
  }

  @Test
  void theTokenIsAskedFor() {
    browser.visit("/api.html");
    browser.run("sessionStorage.clear()");
    browser.visit("/");
    browser.until("document.getElementById('settings').open");
    assertEquals("token", browser.run("return document.activeElement.id"));
    browser.press("wrong-horse", Keys.TAB);
    browser.until("document.getElementById('token-error').textContent");
    assertEquals(List.of(), browser.violations());
    browser.replace(TOKEN, Keys.TAB);
    browser.until("document.getElementById('model').options.length > 0");
    browser.until("!document.querySelector('nav a[data-view=folder]').hidden");
    List<String> refused = browser.messages(); // Chromium notes every answer that is not 2xx
    assertEquals(2, refused.size(), refused.toString());
    assertTrue(refused.stream().allMatch(one -> one.contains("401")), refused.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "photos", "folder", "video", "camera", "settings"})
  void itIsAccessibleAndFits(String view) {
    browser.show(1440, false);
    browser.load(view);
    fill(view);
    for (boolean phone : new boolean[] {false, true}) {
      browser.show(phone ? 390 : 1440, phone); // light on a laptop, dark on a phone
      assertEquals(List.of(), browser.violations());
      assertEquals(List.of(), browser.misfits());
    }
  }

  private static void fill(String view) {
    switch (view) {
      case "photos" -> {
        browser.choose("files", Browser.SAMPLES.resolve("cat.jpg"));
        browser.until("document.getElementById('work').hidden && document.querySelector('.word')");
        browser.the(".ask input").sendKeys("what animal is this?", Keys.ENTER);
        browser.until("document.querySelector('.answer')");
        browser.the("#download summary").click();
      }
      case "folder" -> browser.until("document.querySelector('.gallery img[src]')");
      case "video" -> {
        browser.choose("video-file", Browser.SAMPLES.resolve("clip.mp4"));
        browser.until("!document.getElementById('save-subtitles').hidden");
      }
      case "settings" -> {
        browser.the("#open-settings").click();
        browser.run(
            "document.querySelectorAll('dialog details').forEach((one) => { one.open = true; })");
        browser.until("document.querySelector('#card table')");
      }
      case "camera" -> {
        browser.the("#camera-toggle").click();
        browser.until("document.getElementById('seen').textContent");
      }
      default -> assertTrue(browser.the(".tour").isDisplayed());
    }
  }

  @Test
  void theReferenceIsAccessible() {
    browser.show(390, true);
    browser.visit("/api.html");
    browser.until("document.querySelectorAll('main section').length > 5");
    assertEquals(List.of(), browser.violations());
    assertEquals(List.of(), browser.misfits());
  }
}
