package org.showtell.app.training;

import java.util.ArrayList;
import java.util.List;

/** Remembers what a run told. */
public final class RecordedReport implements TrainingReport {
  public final List<String> notes = new ArrayList<>();
  public final List<String> scores = new ArrayList<>();

  /** Whether the last epoch was scored with these words: training need not go on then. */
  public boolean lastStartsWith(String words) {
    return !scores.isEmpty() && scores.get(scores.size() - 1).startsWith(words);
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }

  @Override
  public void encoded(int done, int total) {}

  @Override
  public void batch(
      int epoch, int epochs, int batch, int batches, double meanLoss, double perSecond) {}

  @Override
  public void epoch(int epoch, double meanLoss, String dev, boolean best) {
    scores.add(dev);
  }
}
