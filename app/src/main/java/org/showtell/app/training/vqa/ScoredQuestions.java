package org.showtell.app.training.vqa;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.QuestionExample;

/** Which questions are scored after each epoch. */
final class ScoredQuestions {
  private ScoredQuestions() {}

  /**
   * Dev, or where dev is what is learnt, some of its images with their questions: to score all of
   * it would take minutes after each epoch and say no more.
   *
   * @param most questions of this kind, about
   */
  static QuestionDataset of(
      QuestionDataset train, QuestionDataset dev, int most, TrainingReport report) {
    int count = dev.examples().size();
    if (count <= most || !dev.examples().equals(train.examples())) {
      return dev;
    }
    int step = (count + most - 1) / most;
    List<String> files = VqaTrainingData.files(dev.examples());
    Set<String> some = new HashSet<>();
    for (int i = 0; i < files.size(); i += step) {
      some.add(files.get(i));
    }
    List<QuestionExample> kept =
        dev.examples().stream().filter(one -> some.contains(one.file())).toList();
    report.note(
        "scored on "
            + kept.size()
            + " of the questions that are learnt; name others with --dev to know what it is worth");
    return new QuestionDataset(dev.name(), dev.split(), kept, dev.images());
  }
}
