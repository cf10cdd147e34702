package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.showtell.testing.Slow;

/** A folder of 50,000 photos whose captions may be edited, in a real browser. */
@Slow
class FolderPageIT {
  private static final int PHOTOS = 50_000;

  @TempDir private static Path folder;
  private static Path photos;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    photos = Files.createDirectory(folder.resolve("photos"));
    Path photo = Files.copy(Browser.SAMPLES.resolve("cat.jpg"), folder.resolve("cat.jpg"));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < PHOTOS; i++) {
      Path link = photos.resolve("photo%05d.jpg".formatted(i));
      Files.createLink(link, photo);
      if (i % 10 > 0) {
        lines.append(line(link.toString(), "a cat number " + i));
      }
    }
    Files.writeString(photos.resolve("captions.jsonl"), lines);
    browser =
        Browser.open(
            folder, List.of("starter"), Optional.of(new ServerConfig.Gallery(photos, true)));
  }

  private static String line(String path, String caption) {
    return """
        {"path":"%s","caption":"%s","score":-0.5,"captions":[{"text":"%s","score":-0.5}],"model":"starter","error":null}
        """
        .formatted(path, caption, caption);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void wide() {
    browser.show(1440, false);
  }

  @AfterEach
  void quiet() {
    assertEquals(List.of(), browser.messages());
  }

  private static void load() {
    browser.load("folder");
    browser.until("document.querySelector('.gallery img[src]')");
    filled();
  }

  /** Cells get their fields only once they have stayed for a moment. */
  private static void filled() {
    browser.until(
        "[...document.querySelectorAll('.cell')].every((cell) => cell.querySelector('textarea'))");
  }

  @Test
  void onlyWhatIsNearTheScreenIsHeld() {
    load();
    assertTrue(browser.text("#folder-name").startsWith("50,000 photos"));
    List<?> seen =
        (List<?>)
            browser.later(
                """
                const done = arguments[0];
                const frames = [];
                let most = 0;
                let last = performance.now();
                const step = (now) => {
                  frames.push(now - last);
                  last = now;
                  most = Math.max(most, document.querySelectorAll('.cell').length);
                  scrollBy(0, 400);
                  if (frames.length < 120) requestAnimationFrame(step);
                  else done([most, frames.sort((a, b) => a - b)[60]]);
                };
                requestAnimationFrame(step);
                """);
    assertTrue(((Number) seen.get(0)).intValue() <= 60, "cells: " + seen);
    assertTrue(((Number) seen.get(1)).doubleValue() < 100, "median frame, ms: " + seen);
    browser.run("scrollTo(0, document.documentElement.scrollHeight)");
    browser.until(
        "document.querySelector('.cell:last-child .name').textContent === 'photo49999.jpg'");
    browser.until("document.querySelector('.cell:last-child img').naturalWidth > 0");
    assertEquals("50000", browser.the(".cell:last-child").getAttribute("aria-posinset"));
    assertTrue(browser.all(".cell").size() <= 60);
  }

  @Test
  void anEditIsSavedWhereTheRunWroteIt() throws IOException {
    load();
    browser.the("#folder-find").sendKeys("photo00042");
    browser.until(
        "document.querySelectorAll('.cell').length === 1 && document.querySelector('.cell textarea')");
    browser.the(".cell textarea").click();
    browser.replace("a cat that I know", Keys.ENTER);
    browser.until("document.querySelector('.cell textarea.saved')");
    List<String> lines = Files.readAllLines(photos.resolve("captions.jsonl"));
    assertEquals(1, lines.stream().filter(line -> line.contains(":\"a cat that I know\"")).count());
    assertEquals(1, lines.stream().filter(line -> line.contains("photo00042")).count());
    browser.run("location.reload()");
    browser.until("document.querySelector('.cell')");
    browser.the("#folder-find").sendKeys("that I know");
    browser.until("document.querySelectorAll('.cell').length === 1");
    assertEquals("photo00042.jpg", browser.text(".cell .name"));
    assertEquals("1 of 50,000", browser.text("#folder-found"));
  }

  @Test
  void whatIsBeingTypedStaysWhileOneScrolls() {
    load();
    browser.the(".cell textarea").sendKeys(" and more");
    browser.run("scrollTo(0, 50000)");
    browser.until(
        "document.querySelectorAll('.cell').length > 20 && document.querySelector('.cell:last-child .name').textContent > 'photo00300'");
    assertEquals(true, browser.run("return document.activeElement.value.endsWith('and more')"));
    browser.press(Keys.ESCAPE);
  }

  @Test
  void theTabKeyGoesFromPhotoToPhotoInTheirOrder() {
    load();
    browser.run("scrollTo(0, 20000)");
    browser.until("document.querySelector('.cell .name').textContent > 'photo00100'");
    browser.run("scrollTo(0, 0)");
    browser.until("document.querySelector('.cell .name').textContent === 'photo00000.jpg'");
    filled();
    browser.run("document.getElementById('folder-missing').focus()");
    for (int i = 0; i < 30; i++) {
      browser.press(Keys.TAB);
      assertEquals(
          "Caption of photo%05d.jpg".formatted(i),
          browser.run("return document.activeElement.getAttribute('aria-label')"));
    }
  }

  @Test
  void photosWithoutACaptionAreFound() {
    load();
    browser.the("#folder-missing").click();
    browser.until("document.getElementById('folder-found').textContent === '5,000 of 50,000'");
    assertEquals("photo00010.jpg", browser.all(".cell .name").get(1).getText());
  }

  @ParameterizedTest
  @CsvSource({"1440,true", "390,false"})
  void itIsAccessible(int width, boolean dark) {
    browser.show(width, dark);
    load();
    assertEquals(List.of(), browser.violations());
    assertEquals(List.of(), browser.misfits());
  }
}
