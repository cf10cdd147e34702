package org.showtell.encoder.training.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.encoder.training.teacher.TeacherView;

class TeacherWordsTest {
  private static final int SIDE = 8;
  private static final int PHOTOS = 120;
  private static final int CAPTIONED = 90;

  private final ToyTeacher teacher = new ToyTeacher();
  @TempDir private Path folder;

  /** Photos of one colour each, whose captions say "red" as often as they are red. */
  private PhotoStore store(float[] red) throws IOException {
    Random random = new Random(4);
    try (PhotoStore.Writer writer = new PhotoStore.Writer(folder.resolve("photos"), SIDE)) {
      for (int p = 0; p < PHOTOS; p++) {
        byte[] colour = new byte[3];
        random.nextBytes(colour);
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < rgb.length; i++) {
          rgb[i] = colour[i % 3];
        }
        writer.add(rgb);
        red[p] = (colour[0] & 0xff) / 255f;
      }
      writer.finish();
    }
    return PhotoStore.open(folder.resolve("photos"), SIDE);
  }

  private static float[] ones(int size) {
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  private TeacherView look(PhotoStore store, int[] photos) throws IOException {
    return teacher.look(PhotoBatches.whole(store, photos, SIDE));
  }

  @Test
  void photosWithoutCaptionsGetTheWordsThatTheTeacherSees() throws IOException {
    float[] red = new float[PHOTOS];
    try (PhotoStore store = store(red)) {
      List<float[]> labels = new ArrayList<>();
      for (int p = 0; p < CAPTIONED; p++) {
        labels.add(new float[] {red[p], 0});
      }
      WordLabels captions = new WordLabels(List.of("red", "horse"), labels);
      TeacherWords words = TeacherWords.of(teacher, store, captions, ones(teacher.size()));
      int[] photos = IntStream.range(CAPTIONED - 1, PHOTOS).toArray();
      float[][] found = words.of(photos, look(store, photos));
      assertArrayEquals(labels.get(CAPTIONED - 1), found[0], "its captions' words as they are");
      double squares = 0;
      double mean = 0;
      for (int i = 1; i < photos.length; i++) {
        assertTrue(found[i][0] >= 0 && found[i][0] <= 1, "a share: " + found[i][0]);
        assertEquals(0, found[i][1], 1e-4, "a word that no caption has");
        squares += Math.pow(found[i][0] - red[photos[i]], 2) / (photos.length - 1);
        mean += Math.pow(0.5 - red[photos[i]], 2) / (photos.length - 1);
      }
      assertTrue(squares < mean / 3, squares + " beside " + mean + " of a guess");
    }
  }

  @Test
  void withoutAnyCaptionsThereAreNoLabels() throws IOException {
    try (PhotoStore store = store(new float[PHOTOS])) {
      TeacherWords words = TeacherWords.of(teacher, store, WordLabels.none(), ones(teacher.size()));
      for (float[] labels : words.of(new int[] {0, 1}, look(store, new int[] {0, 1}))) {
        assertNull(labels);
      }
    }
  }
}
