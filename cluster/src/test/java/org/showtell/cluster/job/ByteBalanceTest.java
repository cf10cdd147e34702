package org.showtell.cluster.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ByteBalanceTest {
  @Test
  void partitionsFollowBytesAndNeverRunOut() {
    assertEquals(1, ByteBalance.parts(0, 0, 64 << 20, 2));
    assertEquals(1, ByteBalance.parts(3_000_000, 10, 64 << 20, 2), "few files");
    assertEquals(8, ByteBalance.parts(30_000_000, 1000, 64 << 20, 2), "work for all slots");
    assertEquals(
        1600, ByteBalance.parts(1600L * (64 << 20), 1_000_000, 64 << 20, 2), "by their bytes");
    assertTrue(ByteBalance.parts(Long.MAX_VALUE / 2, 1L << 40, 1, 2) > 0);
  }
}
