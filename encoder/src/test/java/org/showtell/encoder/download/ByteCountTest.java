package org.showtell.encoder.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ByteCountTest {
  @Test
  void isInPowersOfTen() {
    assertEquals("999 bytes", ByteCount.text(999));
    assertEquals("1.0 kB", ByteCount.text(1000));
    assertEquals("1.0 MB", ByteCount.text(999_999));
    assertEquals("553.5 MB", ByteCount.text(553_467_096));
    assertEquals("19.3 GB", ByteCount.text(19_336_861_798L));
  }
}
