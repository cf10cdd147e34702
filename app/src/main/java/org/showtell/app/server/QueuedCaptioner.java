package org.showtell.app.server;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.FrameCaptioner;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.server.BatchQueue.Described;
import org.showtell.app.server.BatchQueue.QueueFullException;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.preset.Preprocessing;

/** A captioner for the frames of a video that shares the queue with all other clients. */
final class QueuedCaptioner implements FrameCaptioner {
  private static final long PAUSE_MILLIS = 20;

  private final ServedModel model;
  private final CaptionOptions options;
  private final Map<float[], PhotoCaptions> done = new IdentityHashMap<>();

  QueuedCaptioner(ServedModel model, CaptionOptions options) {
    this.model = model;
    this.options = options;
  }

  @Override
  public Preprocessing preprocessing() {
    return model.captioner().preprocessing();
  }

  @Override
  public float[] preprocess(RgbImage frame) {
    return model.captioner().preprocess(frame);
  }

  /** Features, and on the way captions, which {@link #decode} then only hands out. */
  @Override
  public List<float[]> features(List<float[]> pixels) {
    List<Described<PhotoCaptions>> described = all(pixels, frame -> model.caption(frame, options));
    described.forEach(one -> done.put(one.features(), one.value()));
    return described.stream().map(Described::features).toList();
  }

  @Override
  public List<PhotoCaptions> decode(List<float[]> features) {
    return features.stream()
        .map(
            one -> {
              PhotoCaptions ready = done.remove(one);
              return ready != null
                  ? ready
                  : all(List.of(one), mean -> model.describe(mean, options)).get(0).value();
            })
        .toList();
  }

  /** Puts an image into the queue. */
  @FunctionalInterface
  private interface Submission {
    CompletableFuture<Described<PhotoCaptions>> submit(float[] image) throws QueueFullException;
  }

  private static List<Described<PhotoCaptions>> all(List<float[]> images, Submission submission) {
    List<CompletableFuture<Described<PhotoCaptions>>> waiting = new ArrayList<>();
    try {
      for (float[] image : images) {
        waiting.add(submit(image, submission));
      }
      List<Described<PhotoCaptions>> described = new ArrayList<>();
      for (CompletableFuture<Described<PhotoCaptions>> one : waiting) {
        described.add(one.get());
      }
      return described;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the server stops", Problem.busy("The server stops"));
    }
  }

  private static CompletableFuture<Described<PhotoCaptions>> submit(
      float[] image, Submission submission) throws InterruptedException {
    while (true) {
      try {
        return submission.submit(image);
      } catch (QueueFullException e) {
        if (e.isStopping()) {
          throw new IllegalStateException(e.getMessage(), Problem.busy("The server stops"));
        }
        Thread.sleep(PAUSE_MILLIS); // images of other clients go first
      }
    }
  }
}
