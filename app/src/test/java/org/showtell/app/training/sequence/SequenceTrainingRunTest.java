package org.showtell.app.training.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.training.RecordedReport;
import org.showtell.app.training.TrainingFiles;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Stack;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingPosition;

class SequenceTrainingRunTest {
  private static final int STOPPED_AFTER = 13;

  @TempDir Path folder;

  @BeforeEach
  void writePairs() throws IOException {
    StringBuilder pairs = new StringBuilder();
    for (int i = 100; i < 190; i++) {
      pairs.append(i).append('\t').append(new StringBuilder("" + i).reverse()).append('\n');
    }
    Files.writeString(folder.resolve("pairs.tsv"), pairs);
  }

  private SequenceTrainingConfig config(String name, int units, boolean resume) {
    return new SequenceTrainingConfig(
        new SequenceTrainingConfig.Data(
            folder.resolve("pairs.tsv"), null, 0.1, TextVocabulary.Level.CHAR),
        new SequenceTrainingConfig.Network(
            8, units, Stack.of(CellType.GRU, 1), false, false, true, 0.2),
        new TrainerConfig(
            8,
            new TrainerConfig.Optimiser(0.01, 0.9, 4, 5),
            new TrainerConfig.Regularisation(0, 0.9),
            new TrainerConfig.Stopping(2, 0),
            1),
        new TrainingFiles.Output(folder.resolve(name + ".zip"), "m", null, ""),
        new TrainingFiles.Checkpoint(folder.resolve(name), resume));
  }

  private TrainingPosition run(SequenceTrainingConfig config, int batches) throws IOException {
    int[] done = {0};
    return new SequenceTrainingRun(config, new RecordedReport()).run(() -> ++done[0] == batches);
  }

  @Test
  void resumedRunEndsInTheSameBits() throws IOException {
    run(config("whole", 12, false), Integer.MAX_VALUE);
    assertFalse(run(config("halves", 12, false), STOPPED_AFTER).finished());
    assertTrue(run(config("halves", 12, true), Integer.MAX_VALUE).finished());
    assertEquals(
        -1,
        Files.mismatch(folder.resolve("whole.zip"), folder.resolve("halves.zip")),
        "the bundles differ");
    assertEquals(
        -1,
        Files.mismatch(
            folder.resolve("whole").resolve("checkpoint.safetensors"),
            folder.resolve("halves").resolve("checkpoint.safetensors")));
  }

  @Test
  void runOfAnotherNetworkIsNotResumed() throws IOException {
    run(config("run", 12, false), STOPPED_AFTER);
    IOException e = assertThrows(IOException.class, () -> run(config("run", 10, true), 1));
    assertTrue(e.getMessage().contains("belongs to another run"), e.getMessage());
  }
}
