package org.showtell.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathNameTest {
  private static Path raw(String percent) {
    return Path.of(URI.create("file:///" + percent));
  }

  @Test
  void textsStayAsTheyAre() {
    for (String text :
        List.of("a/b c.jpg", "/\u00fc\ud83d\ude00.png", "a\\b", "\ufffd.jpg", "..", "")) {
      assertEquals(text, PathName.of(Path.of(text)));
      assertEquals(Path.of(text), PathName.toPath(text));
    }
  }

  @Test
  void otherBytesAreEscapedAndReadBack() {
    for (String name :
        List.of("x%E9.jpg", "d%FF/%C3%A9%C3.jpg", "%E2%82", "a%ED%A0%80b", "\u00fc%FC")) {
      Path path = raw(name.replace("\u00fc", "%C3%BC"));
      assertEquals(path, PathName.toPath(PathName.of(path)), PathName.of(path));
    }
    assertEquals("/d\\xff/\u00e9\\xc3.jpg", PathName.of(raw("d%FF/%C3%A9%C3.jpg")));
    Path relative = Path.of("in").resolve(raw("x%E9.jpg").getFileName());
    assertEquals("in/x\\xe9.jpg", PathName.of(relative));
    assertEquals(relative, PathName.toPath("in/x\\xe9.jpg"));
  }

  @Test
  void aNameThatHoldsAnEscapeStaysApart() {
    Path literal = Path.of("x\\xe9.jpg");
    assertEquals("x\\x5cxe9.jpg", PathName.of(literal));
    assertEquals(literal, PathName.toPath("x\\x5cxe9.jpg"));
    assertEquals(Path.of("x\\xyz.jpg"), PathName.toPath(PathName.of(Path.of("x\\xyz.jpg"))));
  }

  @Test
  void lineBreaksAreEscapedWhereEachNameHasALine() {
    assertEquals("a\\x0ab", PathName.oneLine("a\nb"));
    assertEquals(Path.of("a\nb"), PathName.toPath("a\\x0ab"));
    assertEquals("a\\xe9", PathName.of("a\u00e9".getBytes(StandardCharsets.ISO_8859_1)));
  }
}
