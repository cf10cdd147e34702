package org.showtell.encoder.training.distillation;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.training.teacher.Teacher;
import org.showtell.encoder.vgg.VggWeights;

/**
 * A run: an encoder learns what a teacher sees in photos. After each epoch the averaged weights are
 * measured on the dev photos, and the best are kept. Owns the student; teacher and stores belong to
 * the caller.
 */
public final class Distillation implements AutoCloseable {
  private static final long NANOS_BETWEEN_CHECKPOINTS = 300_000_000_000L;

  /** Photos whose statistics stand in for a batch normalisation that was folded away. */
  private static final int SAMPLE = 128;

  /** Of the first projection, which is only a beginning. */
  private static final double PROJECTION_RIDGE = 1e-3;

  private final DistillationConfig config;
  private final DistillationCheckpoint checkpoint;
  private final DistillationReport report;
  private final PhotoBatches batches;
  private final Lessons lessons;
  private final TeacherFacts facts;
  private final DistillationLoss loss;
  private final DevPhotos dev;
  private final Student student;
  private final AdamW optimiser;
  private final DistillationState state = new DistillationState();

  /**
   * Prepares everything: the teacher looks at two thousand photos and all of dev.
   *
   * @param preset architecture and preprocessing of the encoder
   * @param init its first weights, or null for random ones
   * @param train photos to learn from
   * @param devStore photos to measure on
   * @param words of the train photos' captions
   * @param checkpoint where the run is kept
   * @throws IOException if photos cannot be read
   */
  public Distillation(
      EncoderPreset preset,
      VggWeights init,
      Teacher teacher,
      PhotoStore train,
      PhotoStore devStore,
      WordLabels words,
      DistillationConfig config,
      DistillationCheckpoint checkpoint,
      DistillationReport report)
      throws IOException {
    this.config = config;
    this.checkpoint = checkpoint;
    this.report = report;
    this.batches = new PhotoBatches(train, config);
    this.lessons = new Lessons(batches, teacher, words);
    TeacherSurvey survey = TeacherSurvey.of(teacher, train);
    this.facts = survey.facts();
    this.loss = new DistillationLoss(facts, config.classWeight());
    int side = preset.architecture().width();
    this.dev = new DevPhotos(devStore, teacher, side);
    this.student = new Student(preset.vgg(), preset.preprocessing(), teacher.size(), words.size());
    start(init, train, words, survey, side);
    this.optimiser =
        new AdamW(student.tensors(), student.values(), student.gradients(), config.muon());
    state.averageStatistics = student.encoder().statistics();
  }

  /**
   * First weights, and the projection that brings their grid nearest to the teacher's: every
   * position is an example, so that a few hundred photos are enough. A grid of trained weights is
   * brought to numbers of about one first: the starter's are of 0.1, and what reads such a grid
   * (projection, words) needs weights that are too large to learn at the common rate.
   */
  private void start(
      VggWeights init, PhotoStore train, WordLabels words, TeacherSurvey survey, int side)
      throws IOException {
    int[] photos = survey.photos();
    int[] sample = Arrays.copyOf(photos, Math.min(photos.length, SAMPLE));
    for (int i = 0; i < sample.length; i++) {
      sample[i] = photos[(int) ((long) i * photos.length / sample.length)];
    }
    student.start(init, PhotoBatches.whole(train, sample, side), words.priors(), config.seed());
    int positions = student.gridSide(side);
    float[] seen = new float[0];
    for (int first = 0; first < photos.length; first += TeacherSurvey.BATCH) {
      int end = Math.min(photos.length, first + TeacherSurvey.BATCH);
      float[] part =
          student.grid(PhotoBatches.whole(train, Arrays.copyOfRange(photos, first, end), side));
      seen = Arrays.copyOf(seen, seen.length + part.length);
      System.arraycopy(part, 0, seen, seen.length - part.length, part.length);
    }
    if (init != null) {
      float factor = (float) (1 / Math.max(rootMeanSquare(seen), 1e-6));
      student.encoder().multiplyGrid(factor);
      for (int i = 0; i < seen.length; i++) {
        seen[i] *= factor;
      }
    }
    float[] wanted = survey.view().gridAt(positions, positions);
    int rows = photos.length * positions * positions;
    student.projection().set(LinearFit.of(seen, wanted, rows, PROJECTION_RIDGE));
  }

  private static double rootMeanSquare(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += (double) number * number;
    }
    return Math.sqrt(sum / numbers.length);
  }

  /**
   * Goes on from the checkpoint.
   *
   * @throws IOException if it is another run's
   */
  public void resume() throws IOException {
    checkpoint.restore(student, optimiser, state, config.fingerprint());
  }

  /** How near the present weights are. */
  public DevScore score() throws IOException {
    return dev.score(student, facts.classifier());
  }

  /**
   * Learns until all steps are made or it is stopped, and leaves a checkpoint.
   *
   * @param stop asked after each step
   * @throws LearningDivergedException if the loss is no number
   */
  public DistillationPosition run(BooleanSupplier stop) throws IOException {
    long steps = batches.steps();
    long begin = System.nanoTime();
    long saved = begin;
    while (state.step < steps) {
      step(steps);
      if (state.step % batches.perEpoch() == 0) {
        endEpoch();
      }
      long now = System.nanoTime();
      if (stop.getAsBoolean() || (now - begin) / 60e9 >= config.maxMinutes()) {
        break;
      }
      if (now - saved > NANOS_BETWEEN_CHECKPOINTS) {
        save();
        saved = now;
      }
    }
    save();
    if (state.best == null) {
      onAverage(() -> report.better(student.encoder().folded(), score()));
    }
    return new DistillationPosition(state.step, steps, state.bestEpoch, state.best);
  }

  private void save() throws IOException {
    checkpoint.save(student, optimiser, state, config.fingerprint());
  }

  /**
   * A learning-rate range test in place of a run: rates that grow from a thousandth of the
   * configured peak to ten times it, a step at each, until the loss has left its least for good.
   * The student is spoilt by it.
   *
   * @param steps 2 or more, and no more than the run has
   * @param stop asked after each step
   * @throws IllegalArgumentException that names the number of steps
   */
  public RateRange tryRates(int steps, BooleanSupplier stop) {
    if (steps < 2 || steps > batches.steps()) {
      throw new IllegalArgumentException(
          "rates are tried in 2 to " + batches.steps() + " steps, but got " + steps);
    }
    RateRange.Collector range =
        new RateRange.Collector(config.learningRate() / 1000, config.learningRate() * 10, steps);
    boolean goOn = true;
    while (goOn && state.step < steps) {
      Lesson lesson = lessons.of(state.step);
      LossParts parts = student.learn(lesson, loss, config.wordWeight());
      final double rate = range.rate();
      goOn =
          range.add(parts.total(config.classWeight(), config.wordWeight()))
              && Double.isFinite(optimise(rate))
              && !stop.getAsBoolean();
      state.step++;
      report.step(state.step, steps, lesson.crops().width(), parts);
    }
    return range.range();
  }

  private void step(long steps) {
    Lesson lesson = lessons.of(state.step);
    LossParts parts = student.learn(lesson, loss, config.wordWeight());
    double total = parts.total(config.classWeight(), config.wordWeight());
    if (!Double.isFinite(total)) {
      throw new LearningDivergedException(state.step + 1, total);
    }
    double norm = optimise(config.rate(state.step, steps));
    if (!Double.isFinite(norm)) {
      throw new LearningDivergedException(state.step + 1, norm);
    }
    averageStatistics();
    state.step++;
    state.epochSum = state.epochSum.plus(parts);
    long inEpoch = (state.step - 1) % batches.perEpoch() + 1;
    report.step(state.step, steps, lesson.crops().width(), state.epochSum.times(1.0 / inEpoch));
  }

  private double optimise(double rate) {
    return optimiser.step(rate, config.weightDecay(), config.clipNorm(), config.averageDecay());
  }

  private void averageStatistics() {
    float[] statistics = student.encoder().statistics();
    float follow = optimiser.follow(config.averageDecay());
    for (int i = 0; i < statistics.length; i++) {
      state.averageStatistics[i] += follow * (statistics[i] - state.averageStatistics[i]);
    }
  }

  private void endEpoch() throws IOException {
    int epoch = Math.toIntExact(state.step / batches.perEpoch());
    LossParts mean = state.epochSum.times(1.0 / batches.perEpoch());
    state.epochSum = new LossParts(0, 0, 0, 0);
    onAverage(
        () -> {
          DevScore score = score();
          boolean best = state.best == null || score.cosine() > state.best.cosine();
          if (best) {
            state.best = score;
            state.bestEpoch = epoch;
            VggWeights folded = student.encoder().folded();
            state.bestWeights = folded.tensors();
            report.better(folded, score);
          }
          report.epoch(epoch, mean, score, best);
        });
  }

  /** Work with the averaged weights. */
  private interface Measurement {
    void run() throws IOException;
  }

  private void onAverage(Measurement work) throws IOException {
    float[] numbers = student.numbers();
    float[] statistics = student.encoder().statistics();
    student.set(optimiser.average(), state.averageStatistics);
    try {
      work.run();
    } finally {
      student.set(numbers, statistics);
    }
  }

  /** The best weights so far; empty before the first epoch's end. */
  public Map<String, float[]> bestWeights() {
    return Map.copyOf(Objects.requireNonNull(state.bestWeights));
  }

  @Override
  public void close() {
    lessons.close();
    optimiser.close();
    student.close();
  }
}
