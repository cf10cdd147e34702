package org.showtell.app.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadAheadTest {
  @Test
  void resultsComeInOrderWhicheverIsDoneFirst() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    ReadAhead.Work<Integer, Integer> firstWaitsForSecond =
        number -> {
          if (number == 0) {
            second.await();
          }
          second.countDown();
          return 10 * number;
        };
    try (ReadAhead<Integer> ahead = new ReadAhead<>(numbers(4), firstWaitsForSecond, 2, 4)) {
      assertEquals(List.of(0, 10, 20, 30), all(ahead));
      assertThrows(NoSuchElementException.class, ahead::next);
    }
  }

  @Test
  void asManyThreadsWorkAsAreAskedFor() throws Exception {
    int threads = 3;
    CountDownLatch together = new CountDownLatch(threads);
    Set<String> names = ConcurrentHashMap.newKeySet();
    ReadAhead.Work<Integer, Integer> work =
        number -> {
          names.add(Thread.currentThread().getName());
          together.countDown();
          together.await(); // no item ends before three are in work
          return number;
        };
    try (ReadAhead<Integer> ahead = new ReadAhead<>(numbers(12), work, threads, 12)) {
      assertEquals(12, all(ahead).size());
    }
    assertEquals(threads, names.size());
  }

  @Test
  void noMoreIsReadThanTheBoundAllows() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger mostAhead = new AtomicInteger();
    AtomicInteger consumed = new AtomicInteger();
    Iterator<Integer> source =
        IntStream.range(0, 500)
            .peek(
                n ->
                    mostAhead.accumulateAndGet(taken.incrementAndGet() - consumed.get(), Math::max))
            .iterator();
    try (ReadAhead<Integer> ahead = new ReadAhead<>(source, n -> n, 2, 5)) {
      while (ahead.hasNext()) {
        ahead.next();
        consumed.incrementAndGet();
      }
    }
    // The queue, what the walker has in hand, what the stream looks ahead, what was just taken.
    assertTrue(mostAhead.get() <= 5 + 3, mostAhead + " items were read ahead");
  }

  @Test
  void whatBreaksAnItemIsThrownInItsPlaceAndHarmsNoOther() throws Exception {
    IOException broken = new IOException("not an image");
    ReadAhead.Work<Integer, Integer> work =
        number -> {
          if (number == 1) {
            throw broken;
          }
          return number;
        };
    try (ReadAhead<Integer> ahead = new ReadAhead<>(numbers(3), work, 2, 2)) {
      assertEquals(0, ahead.next());
      assertSame(broken, assertThrows(ExecutionException.class, ahead::next).getCause());
      assertEquals(2, ahead.next());
      assertFalse(ahead.hasNext());
    }
  }

  @Test
  void aSourceThatBreaksOffIsHeardOfAfterItsItems() throws Exception {
    IllegalArgumentException bug = new IllegalArgumentException("bug");
    Iterator<Integer> source =
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Integer next() {
            if (next == 2) {
              throw bug;
            }
            return next++;
          }
        };
    try (ReadAhead<Integer> ahead = new ReadAhead<>(source, n -> n, 1, 8)) {
      assertEquals(0, ahead.next());
      assertEquals(1, ahead.next());
      assertSame(bug, assertThrows(IllegalStateException.class, ahead::hasNext).getCause());
    }
  }

  @Test
  void theConsumerNeedNotWaitForASourceThatIsSlow() throws Exception {
    CountDownLatch found = new CountDownLatch(1);
    Iterator<Integer> source =
        IntStream.range(0, 1)
            .peek(
                n -> {
                  try {
                    found.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .iterator();
    try (ReadAhead<Integer> ahead = new ReadAhead<>(source, n -> n, 1, 1)) {
      assertFalse(ahead.await(20));
      found.countDown();
      assertTrue(ahead.await(20_000));
      assertEquals(0, ahead.next());
    }
  }

  @Test
  void closingEndsTheThreads() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    ReadAhead.Work<Integer, Integer> endless =
        number -> {
          threads.add(Thread.currentThread());
          begun.countDown();
          new CountDownLatch(1).await();
          return number;
        };
    try (ReadAhead<Integer> ahead = new ReadAhead<>(numbers(100), endless, 2, 4)) {
      begun.await();
      assertTrue(ahead.hasNext());
    }
    for (Thread thread : threads) {
      thread.join(20_000);
      assertFalse(thread.isAlive(), thread.getName());
    }
  }

  private static Iterator<Integer> numbers(int count) {
    return IntStream.range(0, count).iterator();
  }

  private static List<Integer> all(ReadAhead<Integer> ahead) throws Exception {
    List<Integer> results = new ArrayList<>();
    while (ahead.hasNext()) {
      results.add(ahead.next());
    }
    return results;
  }
}
