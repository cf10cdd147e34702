package org.showtell.app.training.vqa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.showtell.app.evaluation.AnswerPredictions;
import org.showtell.app.evaluation.AnswerResults;
import org.showtell.app.evaluation.ScoredAnswers;
import org.showtell.app.training.DataName;
import org.showtell.dataset.ImageSource;
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
   * @param dataSets what {@code --dev} named
   * @param images of all of them, which tells the data sets apart
   */
  DevAnswers(AnswerPredictions predictions, List<String> dataSets, ImageSource images) {
    this.predictions = predictions;
    this.images = images;
    names = DataName.brief(dataSets);
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
            "Expected dev questions about images that can be read but got none from "
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
    List<String> each = new ArrayList<>();
    for (int part = 0; part < last.size(); part++) {
      each.add(String.format(Locale.ROOT, "%.2f (%s)", last.get(part).overall(), names.get(part)));
    }
    return each.stream()
        .collect(
            Collectors.joining(" ", String.format(Locale.ROOT, "accuracy %.2f: ", mean()), ""));
  }
}
