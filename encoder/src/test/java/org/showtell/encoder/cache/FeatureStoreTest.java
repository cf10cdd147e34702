package org.showtell.encoder.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.weights.ContentHash;

class FeatureStoreTest {
  private static final FeatureStoreKey KEY =
      new FeatureStoreKey("toy", "abc", "2x2 SQUASH", FeatureKind.GRID, 2, 2, 3);

  /** Two records to a file. */
  private static final long SHARD = 2L * 2 * 12;

  @TempDir Path folder;

  @Test
  void givesBackWhatWasPutAcrossFilesAndSessions() throws IOException {
    try (FeatureStore store = FeatureStore.create(folder, KEY, 7, SHARD)) {
      for (int i = 0; i < 3; i++) {
        store.put(photo(i), features(i));
        assertStored(store, i);
      }
    }
    try (FeatureStore store = FeatureStore.create(folder, KEY, 7, SHARD)) {
      assertEquals(3, store.size());
      for (int i = 3; i < 7; i++) {
        assertFalse(store.contains(photo(i)));
        store.put(photo(i), features(i));
      }
      for (int i = 0; i < 7; i++) {
        assertStored(store, i);
      }
    }
    try (FeatureStore store = FeatureStore.open(folder, KEY, SHARD)) {
      for (int i = 6; i >= 0; i--) {
        assertStored(store, i);
      }
    }
  }

  @Test
  void putOfAKnownPhotoChangesNothing() throws IOException {
    try (FeatureStore store = FeatureStore.create(folder, KEY, 1)) {
      store.put(photo(0), features(0));
      store.put(photo(0), features(1));
      assertEquals(1, store.size());
      assertStored(store, 0);
    }
  }

  @Test
  void cutsAHalfWrittenRecordAndGoesOn() throws IOException {
    fill(3);
    truncate("features-00001.bin", 10);
    try (FeatureStore store = FeatureStore.create(folder, KEY, 4, SHARD)) {
      assertEquals(2, store.size());
      assertFalse(store.contains(photo(2)));
      store.put(photo(3), features(3));
      assertStored(store, 3);
    }
    try (FeatureStore store = FeatureStore.open(folder, KEY, SHARD)) {
      assertStored(store, 0);
      assertStored(store, 1);
      assertStored(store, 3);
    }
  }

  @Test
  void cutsAHalfWrittenIndexEntry() throws IOException {
    fill(3);
    truncate("index.bin", 2L * FeatureIndex.ENTRY_BYTES + 5);
    try (FeatureStore store = FeatureStore.open(folder, KEY, SHARD)) {
      assertEquals(2, store.size());
    }
    try (FeatureStore store = FeatureStore.create(folder, KEY, 3, SHARD)) {
      store.put(photo(2), features(2));
      assertStored(store, 2);
    }
  }

  @Test
  void leavesOutARecordWhoseNumbersDoNotMatchItsChecksum() throws IOException {
    fill(3);
    Path shard = folder.resolve("features-00001.bin");
    byte[] bytes = Files.readAllBytes(shard);
    Arrays.fill(bytes, (byte) 0);
    Files.write(shard, bytes);
    try (FeatureStore store = FeatureStore.open(folder, KEY, SHARD)) {
      assertEquals(2, store.size());
    }
  }

  @Test
  void isWholeAfterACrashBeforeClose() throws IOException {
    try (FeatureStore crashed = FeatureStore.create(folder, KEY, 3, SHARD)) {
      for (int i = 0; i < 3; i++) {
        crashed.put(photo(i), features(i));
      }
      try (FeatureStore store = FeatureStore.open(folder, KEY, SHARD)) {
        assertStored(store, 2);
      }
    }
  }

  @Test
  void refusesFeaturesOfAnotherEncoder() throws IOException {
    fill(1);
    FeatureStoreKey other =
        new FeatureStoreKey("toy", "def", "2x2 SQUASH", FeatureKind.GRID, 2, 2, 3);
    FeatureStoreException error =
        assertThrows(FeatureStoreException.class, () -> FeatureStore.create(folder, other, 1));
    assertTrue(
        error.getMessage().contains("the stored weights must be 'def', but got 'abc'"),
        error.getMessage());
    assertThrows(FeatureStoreException.class, () -> FeatureStore.open(folder, other));
  }

  @Test
  void refusesASecondWriterUntilTheFirstIsClosed() throws IOException {
    try (FeatureStore first = FeatureStore.create(folder, KEY, 1)) {
      FeatureStoreException error =
          assertThrows(FeatureStoreException.class, () -> FeatureStore.create(folder, KEY, 1));
      assertTrue(
          error.getMessage().contains("another is writing to this feature store"),
          error.getMessage());
      first.put(photo(0), features(0));
    }
    FeatureStore.create(folder, KEY, 1).close();
  }

  @Test
  void refusesToStartWithoutSpace() {
    FeatureStoreException error =
        assertThrows(FeatureStoreException.class, () -> FeatureStore.create(folder, KEY, 1L << 50));
    assertTrue(error.getMessage().contains("free some space"), error.getMessage());
  }

  @Test
  void refusesAFolderOfOtherThings() throws IOException {
    Files.writeString(folder.resolve("holiday.txt"), "sun");
    FeatureStoreException error =
        assertThrows(FeatureStoreException.class, () -> FeatureStore.create(folder, KEY, 1));
    assertTrue(error.getMessage().contains("holiday.txt"), error.getMessage());
    assertThrows(FeatureStoreException.class, () -> FeatureStore.open(folder, KEY));
  }

  @Test
  void refusesWhatHalfPrecisionCannotHold() throws IOException {
    try (FeatureStore store = FeatureStore.create(folder, KEY, 1)) {
      for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -70000f}) {
        float[] features = features(0);
        features[5] = bad;
        assertThrows(IllegalArgumentException.class, () -> store.put(photo(0), features));
      }
      assertEquals(0, store.size());
    }
  }

  @Test
  void rejectsLengthsAndKeysThatAreNotItsOwn() throws IOException {
    try (FeatureStore store = FeatureStore.create(folder, KEY, 1)) {
      assertThrows(IllegalArgumentException.class, () -> store.put(photo(0), new float[11]));
      assertThrows(IllegalArgumentException.class, () -> store.put("photo.jpg", features(0)));
      assertThrows(IllegalArgumentException.class, () -> store.get(photo(0), new float[12]));
    }
  }

  @Test
  void isOfNoUseAfterCloseAndOnlyReadsWhenOpenedForReading() throws IOException {
    FeatureStore store = FeatureStore.create(folder, KEY, 1);
    store.close();
    store.close();
    assertThrows(IllegalStateException.class, () -> store.contains(photo(0)));
    try (FeatureStore reader = FeatureStore.open(folder, KEY)) {
      assertThrows(IllegalStateException.class, () -> reader.put(photo(0), features(0)));
    }
  }

  @Test
  void threadsReadWhileAnotherWrites() throws IOException {
    try (FeatureStore store = FeatureStore.create(folder, KEY, 200, SHARD)) {
      store.put(photo(0), features(0));
      IntStream.range(0, 200)
          .parallel()
          .forEach(
              i -> {
                try {
                  if (i % 2 == 1) {
                    store.put(photo(i), features(i));
                  }
                  assertStored(store, i % 2 == 1 ? i : 0);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertEquals(101, store.size());
    }
  }

  private void fill(int photos) throws IOException {
    try (FeatureStore store = FeatureStore.create(folder, KEY, photos, SHARD)) {
      for (int i = 0; i < photos; i++) {
        store.put(photo(i), features(i));
      }
    }
  }

  private void truncate(String file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private static void assertStored(FeatureStore store, int photo) throws IOException {
    assertTrue(store.contains(photo(photo)));
    float[] target = new float[12];
    store.get(photo(photo), target);
    assertArrayEquals(features(photo), target);
  }

  private static String photo(int number) {
    return ContentHash.sha256(new byte[] {(byte) number, (byte) (number >> 8)});
  }

  /** Numbers that half precision holds exactly. */
  private static float[] features(int seed) {
    Random random = new Random(seed);
    float[] features = new float[12];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextInt(2048) / 64f;
    }
    return features;
  }
}
