package org.showtell.app.training.vqa;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.showtell.app.evaluation.AnswerPredictions;
import org.showtell.app.evaluation.AnswerResults;
import org.showtell.app.evaluation.ScoredAnswers;
import org.showtell.app.training.RunProvenance;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.ImageSource;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.QuestionExample;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.metric.VqaAccuracy;

/** Answers to dev by a network in training, and their scores: the mean over the data sets. */
final class DevAnswers {
  private final AnswerPredictions predictions;
  private final List<String> names;
  private final ImageSource images;
  private final List<VqaAccuracy.Score> last = new ArrayList<>(); // of each data set

  /**
   * @param predictions of the questions of all data sets
   * @param dataSets what each is called
   * @param images of all of them, which tells the data sets apart
   */
  DevAnswers(AnswerPredictions predictions, List<String> dataSets, ImageSource images) {
    this.predictions = predictions;
    this.images = images;
    names = RunProvenance.brief(dataSets);
  }

  /** The mean of the data sets' accuracies with these weights, in percent. */
  double score(VqaNetwork network) {
    List<String> answers = predictions.of(network);
    last.clear();
    for (int part = 0; part < names.size(); part++) {
      List<QuestionExample> questions = new ArrayList<>();
      List<String> predicted = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        QuestionExample question = predictions.questions().get(i);
        if (images.part(question.file()) == part) {
          questions.add(question);
          predicted.add(answers.get(i));
        }
      }
      if (questions.isEmpty()) {
        throw new IllegalArgumentException(
            "dev must have questions about images that can be read, but got none from "
                + names.get(part));
      }
      last.add(ScoredAnswers.of(questions, predicted).score());
    }
    return mean();
  }

  private double mean() {
    return last.stream().mapToDouble(VqaAccuracy.Score::overall).average().orElseThrow();
  }

  /** The last scores, for the model card. */
  Map<String, Double> scores() {
    if (last.size() == 1) {
      return AnswerResults.named(last.get(0));
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("accuracy", mean());
    for (int part = 0; part < last.size(); part++) {
      String of = " (" + names.get(part) + ")";
      AnswerResults.named(last.get(part)).forEach((name, value) -> scores.put(name + of, value));
    }
    return scores;
  }

  /** The last scores, for a person. */
  String summary() {
    if (last.size() == 1) {
      return "accuracy " + ScoredAnswers.summary(last.get(0));
    }
    String each =
        IntStream.range(0, last.size())
            .mapToObj(
                part ->
                    String.format(
                        Locale.ROOT, "%.2f (%s)", last.get(part).overall(), names.get(part)))
            .collect(Collectors.joining(" "));
    return String.format(Locale.ROOT, "accuracy %.2f: %s", mean(), each);
  }

  /**
   * Dev, or where dev is trained on, some of its images with their questions: to score all of it
   * would take minutes after each epoch and say no more.
   *
   * @param most questions of this kind, about
   */
  static QuestionDataset scored(
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
            + " of the questions that are learnt; name other dev data to know what it is worth");
    return new QuestionDataset(dev.name(), dev.split(), kept, dev.images(), dev.notes());
  }
}
