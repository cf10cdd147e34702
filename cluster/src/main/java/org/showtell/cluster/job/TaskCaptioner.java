package org.showtell.cluster.job;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.LongAdder;
import org.showtell.app.caption.FrameCaptioner;
import org.showtell.app.caption.PhotoCaptioner;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.preset.Preprocessing;

/**
 * The process's model as one task sees it: with the job's options, the task's times, and what was
 * asked for beside the captions. Closing it leaves the model open.
 */
final class TaskCaptioner implements PhotoCaptioner {
  private final ExecutorModel model;
  private final JobOptions options;
  private final CrashGuard guard;
  private final Queue<RecordRows.Beside> beside = new ArrayDeque<>();
  final LongAdder readNanos = new LongAdder();
  final LongAdder encodeNanos = new LongAdder();
  final LongAdder decodeNanos = new LongAdder();

  TaskCaptioner(ExecutorModel model, JobOptions options, CrashGuard guard) {
    this.model = model;
    this.options = options;
    this.guard = guard;
  }

  @Override
  public String model() {
    return model.captioner().model();
  }

  @Override
  public float[] preprocess(byte[] content, String name) throws IOException {
    if (guard.isSuspect(name)) {
      throw new CrashException();
    }
    long start = System.nanoTime();
    guard.begin(name);
    try {
      return model.captioner().preprocess(content, name);
    } finally {
      guard.end();
      readNanos.add(System.nanoTime() - start);
    }
  }

  /** A photo that is left out since it ended a process. */
  static final class CrashException extends IOException {
    static final String MESSAGE = "it ended the process that read it; left out";
    private static final long serialVersionUID = 1;

    CrashException() {
      super(MESSAGE);
    }
  }

  @Override
  public Preprocessing preprocessing() {
    return model.preprocessing();
  }

  @Override
  public float[] preprocess(RgbImage frame) {
    long start = System.nanoTime();
    try {
      return model.captioner().preprocess(frame);
    } finally {
      readNanos.add(System.nanoTime() - start);
    }
  }

  @Override
  public List<float[]> features(List<float[]> pixels) {
    long start = System.nanoTime();
    try {
      return model.features(pixels);
    } finally {
      encodeNanos.add(System.nanoTime() - start);
    }
  }

  /** The results' extras wait in the same order, see {@link #nextBeside}. */
  @Override
  public List<PhotoCaptions> decode(List<float[]> features) {
    return decode(features, true);
  }

  private List<PhotoCaptions> decode(List<float[]> features, boolean photos) {
    long start = System.nanoTime();
    try {
      List<PhotoCaptions> captions = model.decode(features, options.captions());
      if (photos) {
        List<RecordRows.Beside> extras = features.stream().map(this::beside).toList();
        beside.addAll(extras);
      }
      return captions;
    } finally {
      decodeNanos.add(System.nanoTime() - start);
    }
  }

  private RecordRows.Beside beside(float[] features) {
    JobOptions.Extras wanted = options.extras();
    return new RecordRows.Beside(
        wanted.features() ? RecordRows.pooled(features, model.featureSize()) : null,
        wanted.questions().isEmpty() ? null : model.answer(features, wanted.questions()));
  }

  /** The same for the frames of videos, which have nothing beside their captions. */
  FrameCaptioner frames() {
    TaskCaptioner task = this;
    return new FrameCaptioner() {
      @Override
      public Preprocessing preprocessing() {
        return task.preprocessing();
      }

      @Override
      public float[] preprocess(RgbImage frame) {
        return task.preprocess(frame);
      }

      @Override
      public List<float[]> features(List<float[]> pixels) {
        return task.features(pixels);
      }

      @Override
      public List<PhotoCaptions> decode(List<float[]> features) {
        return task.decode(features, false);
      }
    };
  }

  CrashGuard guard() {
    return guard;
  }

  /** Whether photos are read one by one, since an earlier attempt has ended its process. */
  boolean isGuarded() {
    return guard.isOn();
  }

  /** What belongs to the next image that was captioned; on the thread that decodes. */
  RecordRows.Beside nextBeside() {
    return beside.remove();
  }

  @Override
  public void close() {}
}
