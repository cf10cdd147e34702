package org.showtell.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLinesTest {
  private static List<String> lines(byte[] text, boolean paths) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(text);
    List<String> found = new ArrayList<>();
    try (TextLines lines = paths ? TextLines.ofPaths(in) : TextLines.of(in)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        found.add(line);
        assertEquals(found.size(), lines.number());
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void readsEachEncodingWithAndWithoutAMark(String charset) throws IOException {
    for (String mark : List.of("", "\ufeff")) {
      for (String end : List.of("\n", "\r\n", "\r")) {
        for (String name :
            List.of("a.jpg", "\u7167\u7247/\u732b.jpeg", "\u00fcber \ud83d\ude00.png")) {
          String text = mark + name + end + "b.jpg" + end;
          assertEquals(
              List.of(name, "b.jpg"),
              lines(text.getBytes(Charset.forName(charset)), true),
              charset + " " + text);
        }
      }
    }
  }

  @Test
  void nulsSeparateTheNamesOfAListOnly() throws IOException {
    String list = "./a.jpg\0x/b\nc.jpg\0d\0e.jpg\0";
    byte[] bytes = list.getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of("./a.jpg", "x/b\nc.jpg", "d", "e.jpg"), lines(bytes, true));
    assertEquals(2, lines(bytes, false).size());
    for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      byte[] wide = ("\ufeff" + list).getBytes(Charset.forName(charset));
      assertEquals(List.of("./a.jpg", "x/b\nc.jpg", "d", "e.jpg"), lines(wide, true), charset);
    }
  }

  @Test
  void aCarriageReturnInsideALineStaysWhereThereAreLineFeeds() throws IOException {
    byte[] bytes = "a\rb\r\nc\n".getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of("a\rb", "c"), lines(bytes, false));
  }

  @Test
  void otherBytesCostOneLine() throws IOException {
    byte[] latin = "one\n\u00fc\nthree".getBytes(StandardCharsets.ISO_8859_1);
    try (TextLines lines = TextLines.of(new ByteArrayInputStream(latin))) {
      assertEquals("one", lines.next());
      assertThrows(CharacterCodingException.class, lines::next);
      assertEquals(2, lines.number());
      assertArrayEquals(new byte[] {(byte) 0xfc}, lines.bytes());
      assertEquals("three", lines.next());
      assertNull(lines.next());
    }
  }
}
