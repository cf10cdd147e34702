package org.showtell.app.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathListTest {
  @Test
  void readsOnePathPerLine() {
    assertEquals(List.of("a.jpg", "b c.jpg", "ü.jpg"), paths("a.jpg\nb c.jpg\n\nü.jpg"));
  }

  @Test
  void acceptsAListWrittenOnWindows() {
    assertEquals(List.of("a.jpg", "b.jpg"), paths("\ufeffa.jpg\r\nb.jpg\r\n"));
  }

  @Test
  void keepsLineBreaksInNamesThatNulSeparates() {
    assertEquals(List.of("a\nb.jpg", "c.jpg"), paths("a\nb.jpg\0c.jpg\0"));
  }

  @Test
  void anEmptyStreamHasNoPaths() {
    assertEquals(List.of(), paths(""));
  }

  @Test
  void handsOnAPathBeforeTheStreamEnds() throws IOException {
    try (PipedInputStream in = new PipedInputStream()) {
      PathList list = new PathList(in);
      try (PipedOutputStream pipe = new PipedOutputStream(in)) {
        pipe.write("a.jpg\n".getBytes(StandardCharsets.UTF_8));
        pipe.flush();
        assertTrue(list.hasNext());
        assertEquals("a.jpg", list.next().path());
      }
      assertFalse(list.hasNext());
    }
  }

  private static List<String> paths(String stream) {
    List<String> paths = new ArrayList<>();
    new PathList(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)))
        .forEachRemaining(listed -> paths.add(listed.path()));
    return paths;
  }
}
