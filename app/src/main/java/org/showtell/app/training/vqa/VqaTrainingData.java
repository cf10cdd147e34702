package org.showtell.app.training.vqa;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.showtell.app.answer.QuestionReader;
import org.showtell.app.bundle.AnswerList;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.dataset.vocabulary.VocabularyBuilder;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.vqa.VqaExamples;

/**
 * Questions as the model reads them: words and answers numbered, images told apart. A question
 * whose answer is not among the most common ones is left out, as in Agrawal et al. 2015; scoring
 * counts it.
 *
 * @param words of the questions
 * @param answers the K most common ones
 * @param covered questions about images whose answer is among them
 * @param total questions about images
 */
record VqaTrainingData(Vocabulary words, AnswerList answers, int covered, int total) {
  /** Questions from sentences that count as one: those about images come first. */
  private static final int OF_A_QUESTION = 10;

  /** So often an answer must be counted that questions from sentences alone have. */
  private static final int COMMON = 5;

  /**
   * Numbers words and answers.
   *
   * @param questions about images
   * @param more questions from sentences: one in ten counts, and their answers alone only where
   *     they are common
   * @param mostAnswers K at most
   * @throws IllegalArgumentException if there are not two answers
   */
  static VqaTrainingData of(
      List<QuestionExample> questions,
      List<QuestionExample> more,
      int mostAnswers,
      int minWordCount) {
    CaptionTokenizer tokenizer = new CaptionTokenizer();
    VocabularyBuilder builder = new VocabularyBuilder();
    Map<String, Integer> counts = new HashMap<>();
    for (QuestionExample question : questions) {
      builder.add(tokenizer.tokenize(question.question()));
      if (!question.answer().isBlank()) {
        counts.merge(question.answer(), 1, Integer::sum);
      }
    }
    Map<String, Integer> all = new HashMap<>(counts);
    addMore(more, builder, tokenizer, all);
    List<String> kept =
        all.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(mostAnswers)
            .map(Map.Entry::getKey)
            .toList();
    if (kept.size() < 2) {
      throw new IllegalArgumentException(
          "questions must have at least 2 different answers, but got %s from %d questions"
              .formatted(kept, questions.size()));
    }
    int covered = kept.stream().mapToInt(answer -> counts.getOrDefault(answer, 0)).sum();
    return new VqaTrainingData(
        builder.build(minWordCount), new AnswerList(kept), covered, questions.size());
  }

  private static void addMore(
      List<QuestionExample> more,
      VocabularyBuilder builder,
      CaptionTokenizer tokenizer,
      Map<String, Integer> counts) {
    Map<String, Integer> others = new HashMap<>();
    for (int i = 0; i < more.size(); i += OF_A_QUESTION) {
      builder.add(tokenizer.tokenize(more.get(i).question()));
      others.merge(more.get(i).answer(), 1, Integer::sum);
    }
    others.forEach(
        (answer, count) -> {
          if (counts.containsKey(answer) || count >= COMMON) {
            counts.merge(answer, count, Integer::sum);
          }
        });
  }

  /** For a person. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%d words, %d answers that cover %.1f %% of %d questions",
        words.size() - 4,
        answers.size(),
        100.0 * covered / total,
        total);
  }

  /** The files of the images, each once, in the order of the questions. */
  static List<String> files(List<QuestionExample> questions) {
    return List.copyOf(numbers(questions).keySet());
  }

  private static Map<String, Integer> numbers(List<QuestionExample> questions) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (QuestionExample question : questions) {
      numbers.putIfAbsent(question.file(), numbers.size());
    }
    return numbers;
  }

  /**
   * The questions to train on: their answer is known and their image could be read.
   *
   * @param features of {@link #files}; null for a blind network
   * @throws IllegalArgumentException if there is none
   */
  VqaExamples examples(List<QuestionExample> questions, FeatureSource features) {
    Map<String, Integer> numbers = numbers(questions);
    QuestionReader reader = new QuestionReader(words);
    List<int[]> tokens = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    List<Integer> images = new ArrayList<>();
    for (QuestionExample question : questions) {
      int image = numbers.get(question.file());
      int answer = answers.number(question.answer());
      if (answer >= 0 && (features == null || features.has(image))) {
        tokens.add(reader.read(question.question()));
        targets.add(answer);
        images.add(image);
      }
    }
    return new VqaExamples(tokens, ints(targets), ints(images), features);
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How often each answer is right, for the first output bias. */
  long[] answerCounts(VqaExamples examples) {
    long[] counts = new long[answers.size()];
    for (int answer : examples.answers()) {
      counts[answer]++;
    }
    return counts;
  }
}
