package org.showtell.encoder.training.distillation;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.training.teacher.Teacher;

/**
 * The lessons of a run, one prepared ahead: while the student learns from one, the next one's
 * photos are cropped and the teacher looks at them. A lesson depends on its step alone, so that
 * nothing changes by it but the time.
 */
final class Lessons implements AutoCloseable {
  private final PhotoBatches batches;
  private final Teacher teacher;
  private final WordLabels words;
  private final ExecutorService ahead =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "lessons");
            thread.setDaemon(true);
            return thread;
          });
  private Future<Lesson> next;
  private long nextStep = -1;

  Lessons(PhotoBatches batches, Teacher teacher, WordLabels words) {
    this.batches = batches;
    this.teacher = teacher;
    this.words = words;
  }

  /** The lesson of a step; the one after it is begun. */
  Lesson of(long step) {
    Future<Lesson> asked = step == nextStep ? next : prepared(step);
    try {
      Lesson lesson = asked.get();
      nextStep = step + 1;
      next = nextStep < batches.steps() ? prepared(nextStep) : null;
      return lesson;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("lesson of step " + step + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at step " + step, e);
    }
  }

  private Future<Lesson> prepared(long step) {
    return ahead.submit(
        () -> {
          PixelBatch crops = batches.crops(step);
          float[][] labels =
              Arrays.stream(batches.photos(step)).mapToObj(words::of).toArray(float[][]::new);
          return new Lesson(crops, teacher.look(crops), labels);
        });
  }

  /** Waits for the lesson in work: the teacher may be closed after it. */
  @Override
  public void close() {
    ahead.shutdownNow();
    try {
      ahead.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
