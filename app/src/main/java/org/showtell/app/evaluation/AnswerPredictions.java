package org.showtell.app.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.showtell.app.answer.QuestionReader;
import org.showtell.app.bundle.AnswerList;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.vqa.AnswerClassifier;
import org.showtell.decoder.vqa.AnswerScores;
import org.showtell.decoder.vqa.VqaExamples;
import org.showtell.decoder.vqa.VqaNetwork;

/**
 * Answers all questions of a data set in batches of one length, from the data's choices if asked
 * to.
 */
public final class AnswerPredictions {
  private static final int BATCH = 256;

  private final List<QuestionExample> questions;
  private final VqaExamples examples;
  private final AnswerList answers;
  private final boolean choices;

  /** Predictions for questions about these files, whose features are null for a blind network. */
  public AnswerPredictions(
      List<QuestionExample> questions,
      List<String> files,
      FeatureSource features,
      Vocabulary words,
      AnswerList answers,
      boolean choices) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    files.forEach(file -> numbers.put(file, numbers.size()));
    this.questions =
        questions.stream()
            .filter(one -> features == null || features.has(numbers.get(one.file())))
            .toList();
    this.answers = answers;
    this.choices = choices;
    QuestionReader reader = new QuestionReader(words);
    int[] images = this.questions.stream().mapToInt(one -> numbers.get(one.file())).toArray();
    int[] none = new int[images.length];
    Arrays.fill(none, -1);
    examples =
        new VqaExamples(
            this.questions.stream().map(one -> reader.read(one.question())).toList(),
            none,
            images,
            features);
  }

  /** The questions whose image could be read. */
  public List<QuestionExample> questions() {
    return questions;
  }

  /** The answer to each of {@link #questions}. */
  public List<String> of(VqaNetwork network) {
    AnswerClassifier classifier = new AnswerClassifier(network);
    String[] found = new String[questions.size()];
    int[] order =
        IntStream.range(0, questions.size())
            .boxed()
            .sorted(
                (a, b) -> examples.questions().get(a).length - examples.questions().get(b).length)
            .mapToInt(Integer::intValue)
            .toArray();
    for (int from = 0; from < order.length; from += BATCH) {
      int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH));
      List<AnswerScores> scores = classifier.answer(examples.batch(batch));
      for (int row = 0; row < batch.length; row++) {
        found[batch[row]] = answer(questions.get(batch[row]), scores.get(row));
      }
    }
    return Arrays.asList(found);
  }

  private String answer(QuestionExample question, AnswerScores scores) {
    if (!choices || question.choices().isEmpty()) {
      return answers.answer(scores.top(1).get(0).answer());
    }
    String best = question.choices().get(0);
    float most = -1;
    for (String choice : question.choices()) {
      int number = answers.number(choice);
      float probability = number < 0 ? 0 : scores.probabilities()[number];
      if (probability > most) {
        most = probability;
        best = choice;
      }
    }
    return best;
  }
}
