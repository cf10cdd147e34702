package org.showtell.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.decoder.generation.Hypothesis;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.preset.EncoderArchitecture;

class InferenceBenchmarksTest {
  @Test
  void theEncoderGivesTheGridOfEveryPhoto() throws IOException {
    StarterEncoderBenchmark.Starter state = new StarterEncoderBenchmark.Starter();
    state.open();
    FeatureGrid one = new StarterEncoderBenchmark().batchOf1(state);
    FeatureGrid eight = new StarterEncoderBenchmark().batchOf8(state);
    state.close();

    EncoderArchitecture shipped = EncoderSource.of("starter").preset().architecture();
    int side = shipped.gridWidth();
    assertEquals(List.of(1, side, side, shipped.gridSize()), shape(one));
    assertEquals(List.of(8, side, side, shipped.gridSize()), shape(eight));
  }

  private static List<Integer> shape(FeatureGrid grid) {
    return List.of(grid.batch(), grid.height(), grid.width(), grid.size());
  }

  @Test
  void everySentenceHasTwentyWords() {
    BeamSearchBenchmark.Captioner state = new BeamSearchBenchmark.Captioner();
    state.open();
    List<List<Hypothesis>> one = new BeamSearchBenchmark().batchOf1(state);
    List<List<Hypothesis>> sixteen = new BeamSearchBenchmark().batchOf16(state);
    state.close();

    assertEquals(1, one.size());
    assertEquals(16, sixteen.size());
    for (List<Hypothesis> photo : sixteen) {
      assertEquals(20, photo.get(0).tokens().length);
    }
  }

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
