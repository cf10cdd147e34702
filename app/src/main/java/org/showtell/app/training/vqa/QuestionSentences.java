package org.showtell.app.training.vqa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.questions.SentenceQuestions;
import org.showtell.dataset.vocabulary.CaptionTokenizer;

/**
 * Sentences without images for an answering network: the words of each, and the questions that it
 * answers.
 *
 * @param words of each sentence that answers a question
 * @param examples the questions; the file of each names its sentence
 * @param draws questions that an epoch draws
 */
record QuestionSentences(List<List<String>> words, List<QuestionExample> examples, int draws) {
  private static final int MOST = 1_000_000;

  /** Longer sentences tell of more than a question about them should. */
  private static final int LONGEST = 18;

  /** Of what the run names; null if it names none. */
  static QuestionSentences of(TrainingFiles.Sentences source, TrainingReport report)
      throws IOException {
    return source.file() == null
        ? null
        : of(source.read(MOST, report), source.draws(), source.file().toString());
  }

  /**
   * Of these sentences.
   *
   * @param name where they come from
   * @throws IllegalArgumentException if none answers a question
   */
  static QuestionSentences of(List<String> sentences, int draws, String name) {
    CaptionTokenizer tokenizer = new CaptionTokenizer();
    List<List<String>> words = new ArrayList<>();
    List<QuestionExample> examples = new ArrayList<>();
    try (SentenceQuestions questions = new SentenceQuestions()) {
      for (String sentence : sentences) {
        List<String> tokens = tokenizer.tokenize(sentence);
        List<SentenceQuestions.Question> asked =
            tokens.size() > LONGEST ? List.of() : questions.of(sentence);
        if (!asked.isEmpty()) {
          String id = "sentence " + words.size();
          asked.forEach(one -> examples.add(example(one, id, examples.size())));
          words.add(tokens);
        }
      }
    }
    if (examples.isEmpty()) {
      throw new IllegalArgumentException(
          ("text must hold sentences that answer a question (\"a dog runs on the beach\"), but got"
                  + " none in %d of %s")
              .formatted(sentences.size(), name));
    }
    return new QuestionSentences(words, examples, draws);
  }

  private static QuestionExample example(
      SentenceQuestions.Question asked, String sentence, int number) {
    return new QuestionExample(
        "text " + number,
        sentence,
        sentence,
        asked.question(),
        asked.answer(),
        List.of(asked.answer()),
        "",
        "",
        List.of());
  }
}
