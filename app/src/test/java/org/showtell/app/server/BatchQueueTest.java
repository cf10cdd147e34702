package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.showtell.app.server.BatchQueue.Described;
import org.showtell.app.server.BatchQueue.QueueFullException;

@Timeout(20)
class BatchQueueTest {
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<Integer> encoded = Collections.synchronizedList(new ArrayList<>());
  private final List<String> described = Collections.synchronizedList(new ArrayList<>());

  private List<float[]> encode(List<float[]> pixels) {
    encoded.add(pixels.size());
    for (float[] one : pixels) {
      if (one[0] < 0) {
        throw new IllegalStateException("image " + one[0]);
      }
    }
    return pixels.stream().map(one -> new float[] {10 * one[0]}).toList();
  }

  private List<String> describe(List<float[]> features, String options) {
    described.add(options + features.size());
    return features.stream().map(one -> options + one[0]).toList();
  }

  private static String value(CompletableFuture<Described<String>> result) throws Exception {
    return result.get(10, TimeUnit.SECONDS).value();
  }

  @Test
  void imagesOfAllClientsComeBackInTheirOwnFutures() throws Exception {
    try (BatchQueue<String, String> queue = new BatchQueue<>(64, 8, this::encode, this::describe)) {
      List<CompletableFuture<Described<String>>> results = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        results.add(queue.submit(new float[] {i}, i % 2 == 0 ? "even" : "odd"));
      }
      for (int i = 0; i < 40; i++) {
        assertEquals((i % 2 == 0 ? "even" : "odd") + 10f * i, value(results.get(i)));
        assertEquals(10f * i, results.get(i).get().features()[0]);
      }
    }
    assertTrue(encoded.stream().allMatch(size -> size <= 8), encoded.toString());
    assertEquals(40, encoded.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void whatWaitsIsEncodedTogetherAndDescribedByOptions() throws Exception {
    try (BatchQueue<String, String> queue =
        new BatchQueue<>(
            64,
            8,
            pixels -> {
              awaitGate();
              return encode(pixels);
            },
            this::describe)) {
      CompletableFuture<Described<String>> first = queue.submit(new float[] {0}, "a");
      while (queue.size() > 0) {
        Thread.onSpinWait();
      }
      List<CompletableFuture<Described<String>>> rest = new ArrayList<>();
      for (int i : IntStream.rangeClosed(1, 6).toArray()) {
        rest.add(queue.submit(new float[] {i}, i <= 4 ? "a" : "b"));
      }
      gate.countDown();
      value(first);
      for (CompletableFuture<Described<String>> one : rest) {
        value(one);
      }
    }
    assertEquals(List.of(1, 6), encoded);
    assertEquals(List.of("a1", "a4", "b2"), described);
  }

  private void awaitGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aBadImageFailsAlone() throws Exception {
    try (BatchQueue<String, String> queue =
        new BatchQueue<>(
            64,
            8,
            pixels -> {
              awaitGate();
              return encode(pixels);
            },
            this::describe)) {
      List<CompletableFuture<Described<String>>> results = new ArrayList<>();
      for (float pixel : new float[] {1, 2, -3, 4}) {
        results.add(queue.submit(new float[] {pixel}, "x"));
      }
      gate.countDown();
      assertEquals("x10.0", value(results.get(0)));
      assertEquals("x20.0", value(results.get(1)));
      assertEquals(
          "image -3.0",
          assertThrows(ExecutionException.class, () -> results.get(2).get())
              .getCause()
              .getMessage());
      assertEquals("x40.0", value(results.get(3)));
    }
  }

  @Test
  void aFullQueueSaysSoAndAClosedOneFinishesWhatItTook() throws Exception {
    List<CompletableFuture<Described<String>>> taken = new ArrayList<>();
    BatchQueue<String, String> queue =
        new BatchQueue<>(
            2,
            1,
            pixels -> {
              awaitGate();
              return encode(pixels);
            },
            this::describe);
    taken.add(queue.submit(new float[] {1}, "x"));
    while (queue.size() > 0) {
      Thread.onSpinWait();
    }
    taken.add(queue.submit(new float[] {2}, "x"));
    taken.add(queue.submit(new float[] {3}, "x"));
    assertThrows(QueueFullException.class, () -> queue.submit(new float[] {4}, "x"));
    gate.countDown();
    queue.close();
    for (CompletableFuture<Described<String>> one : taken) {
      assertTrue(one.isDone() && !one.isCompletedExceptionally());
    }
    assertThrows(QueueFullException.class, () -> queue.submit(new float[] {5}, "x"));
  }

  @Test
  void nobodysImageIsNotEncoded() throws Exception {
    try (BatchQueue<String, String> queue =
        new BatchQueue<>(
            8,
            1,
            pixels -> {
              awaitGate();
              return encode(pixels);
            },
            this::describe)) {
      CompletableFuture<Described<String>> first = queue.submit(new float[] {1}, "x");
      while (queue.size() > 0) {
        Thread.onSpinWait();
      }
      queue.submit(new float[] {2}, "x").cancel(false);
      CompletableFuture<Described<String>> last = queue.submit(new float[] {3}, "x");
      gate.countDown();
      value(first);
      value(last);
    }
    assertEquals(List.of(1, 1), encoded);
  }

  @Test
  void featuresNeedNoEncoder() throws Exception {
    try (BatchQueue<String, String> queue = new BatchQueue<>(8, 4, this::encode, this::describe)) {
      assertEquals("x7.0", value(queue.submitFeatures(new float[] {7}, "x")));
    }
    assertEquals(List.of(), encoded);
  }

  @Test
  void anErrorEndsItsImageAndNotTheQueue() throws Exception {
    try (BatchQueue<String, String> queue =
        new BatchQueue<>(
            8,
            1,
            pixels -> {
              if (pixels.get(0)[0] < 0) {
                throw new StackOverflowError();
              }
              return encode(pixels);
            },
            (features, options) -> {
              if (options.isEmpty()) {
                throw new AssertionError("no options");
              }
              return describe(features, options);
            })) {
      CompletableFuture<Described<String>> encoding = queue.submit(new float[] {-1}, "x");
      CompletableFuture<Described<String>> describing = queue.submit(new float[] {1}, "");
      assertThrows(ExecutionException.class, () -> encoding.get(10, TimeUnit.SECONDS));
      assertThrows(ExecutionException.class, () -> describing.get(10, TimeUnit.SECONDS));
      assertEquals("x20.0", value(queue.submit(new float[] {2}, "x")));
    }
  }
}
