package org.showtell.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.caption.ModelLoadException;

class AnswerBenchmarkTest {
  @Test
  void everyQuestionIsAnswered() throws IOException, ModelLoadException {
    AnswerBenchmark.Answerer state = new AnswerBenchmark.Answerer();
    state.open();
    AnsweredQuestion first = new AnswerBenchmark().firstQuestion(state);
    AnsweredQuestion further = new AnswerBenchmark().furtherQuestion(state);
    state.close();

    assertEquals(List.of(), first.unknownWords());
    assertEquals(first.answers(), further.answers());
  }
}
