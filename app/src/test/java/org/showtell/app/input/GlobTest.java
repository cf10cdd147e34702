package org.showtell.app.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "*.jpg; a.jpg; true",
        "*.jpg; m/a.JPG; true",
        "*.jpg; a.jpgx; false",
        "a?.png; ab.png; true",
        "m/*.jpg; m/a.jpg; true",
        "m/*.jpg; m/k/a.jpg; false",
        "m/**; m/k/a.jpg; true",
        "m/**; m; true",
        "m/**; mm/a.jpg; false",
        "**/raw/*.jpg; raw/a.jpg; true",
        "**/raw/*.jpg; m/k/raw/a.jpg; true",
        "**/raw/*.jpg; draw/a.jpg; false",
        "**/raw/**; m/raw; true",
        "/m/*.jpg; m/a.jpg; true",
        "./m/; m; true",
        "*.{jpg,png}; a.PNG; true",
        "*.{jpg,png}; a.gif; false",
        "IMG_[0-9]*.jpg; IMG_7x.jpg; true",
        "[!a]*.jpg; b.jpg; true",
        "[!a]*.jpg; a.jpg; false",
        "a,b(1).jpg; a,b(1).jpg; true",
        "a\\*.jpg; a*.jpg; true",
        "a\\*.jpg; ab.jpg; false",
        "u\u0308*.jpg; \u00fcber.jpg; true",
        "[^/]x; ax; true",
        "\u00dc.jpg; \u00fc.jpg; true",
        "a}.jpg; a}.jpg; true"
      })
  void matchesAsPeopleExpect(String glob, String path, boolean expected) {
    assertEquals(expected, new Glob(glob).matches(path), glob + " and " + path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "[abc", "{a,b", "a\\", "[z-a]"})
  void saysWhatIsWrong(String glob) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Glob(glob)).getMessage();
    assertTrue(message.contains("but got '" + glob + "'"), message);
  }
}
