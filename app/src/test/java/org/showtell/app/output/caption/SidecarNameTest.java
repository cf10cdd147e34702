package org.showtell.app.output.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarNameTest {
  @ParameterizedTest
  @CsvSource({
    "{name}.txt, a.b.jpg, a.b.txt",
    "{file}.txt, a.jpg, a.jpg.txt",
    "{name}_{ext}.txt, a.JPG, a_JPG.txt",
    "{name}.txt, photo, photo.txt",
    "{name}.txt, .hidden, .hidden.txt",
    "caption, a.jpg, a.caption",
    "Darktable, a.CR2, a.CR2.xmp",
    "lightroom, a.jpg, a.xmp",
    "{name}.txt, $1.jpg, $1.txt"
  })
  void namesTheFileAfterTheImage(String pattern, String image, String expected) {
    assertEquals(expected, SidecarName.parse(pattern).of(image));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x.txt",
        "{ext}.txt",
        "{nme}.txt",
        "{name.txt",
        "{name}}.txt",
        "../{name}.txt",
        "/tmp/{name}.txt",
        "sub\\{name}.txt",
        "{file}",
        "{name}.{ext}",
        "{name}.PNG",
        "{name}\n.txt"
      })
  void refusesWhatNamesNoFileOfItsOwnInTheFolder(String pattern) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SidecarName.parse(pattern));
    assertTrue(e.getMessage().startsWith("sidecarName must "), e.getMessage());
    assertTrue(e.getMessage().endsWith("but got '" + pattern + "'"), e.getMessage());
  }

  @Test
  void knowsXmpByItsName() {
    assertTrue(SidecarName.parse("darktable").isXmp());
    assertTrue(!SidecarName.parse("caption").isXmp());
  }
}
