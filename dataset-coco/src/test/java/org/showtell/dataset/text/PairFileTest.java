package org.showtell.dataset.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.LeftOut;

class PairFileTest {
  @TempDir Path folder;

  @Test
  void linesThatAreNoPairAreLeftOutByTheirNumber() throws IOException {
    Path file = Files.writeString(folder.resolve("p.tsv"), "a b\tc\n\nno tab\r\nx\ty\tz\nd\té\n");
    LeftOut leftOut = new LeftOut();
    List<PairFile.Pair> pairs = PairFile.read(file, leftOut);
    assertEquals(List.of(new PairFile.Pair("a b", "c"), new PairFile.Pair("d", "é")), pairs);
    assertTrue(leftOut.summary().contains("line 3, line 4"), leftOut.summary());
  }

  @Test
  void fileWithoutAPairIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("p.tsv"), "a\n");
    assertThrows(AnnotationFormatException.class, () -> PairFile.read(file, new LeftOut()));
  }
}
