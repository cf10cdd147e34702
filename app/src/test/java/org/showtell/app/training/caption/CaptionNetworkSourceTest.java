package org.showtell.app.training.caption;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingFiles.Sentences;
import org.showtell.app.training.caption.CaptionTrainingConfig.Continuation;
import org.showtell.app.training.caption.CaptionTrainingConfig.Search;
import org.showtell.app.training.caption.CaptionTrainingConfig.Words;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.encoder.preset.EncoderPreset;

class CaptionNetworkSourceTest {
  private static CaptionTrainingConfig config(Sentences text, Continuation from) {
    return new CaptionTrainingConfig(
        new TrainingFiles(
            new TrainingFiles.Data(
                List.of("folder:d"), "all", List.of("folder:d"), "all", List.of()),
            text,
            new TrainingFiles.Encoder("starter", EncoderWeights.standard(), Path.of("features")),
            new TrainingFiles.Output(Path.of("m.zip"), "m", null, ""),
            new TrainingFiles.Checkpoint(Path.of("checkpoint"), false)),
        CaptionRecipe.named("plain-lstm"),
        from,
        new Words(1, 20),
        new Search(1, 0, 0),
        TrainerConfig.defaults());
  }

  private static CaptionNetworkSource starter() throws IOException {
    return CaptionNetworkSource.of(config(Sentences.NONE, new Continuation("starter", 0, false)));
  }

  private static void assertRefused(String message, Runnable what) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, what::run).getMessage());
  }

  @Test
  void trainedModelReadsItsOwnEncoder() throws IOException {
    EncoderPreset own = EncoderSource.of("starter").preset();
    CaptionNetworkSource source = starter();
    assertDoesNotThrow(() -> source.checkReads(own.name(), own.architecture().gridSize()));
  }

  @Test
  void featuresOfAnotherLengthAreRefusedWithBothLengths() throws IOException {
    CaptionNetworkSource source = starter();
    for (int size : new int[] {64, 4096}) {
      assertRefused(
          "features must have 1280 numbers for the model starter, but got "
              + size
              + " from the encoder other; use an encoder that was fine-tuned from that model's, or"
              + " begin anew",
          () -> source.checkReads("other", size));
    }
  }

  @Test
  void freshNetworkReadsFeaturesOfAnyLength() throws IOException {
    CaptionNetworkSource source = CaptionNetworkSource.of(config(Sentences.NONE, null));
    assertDoesNotThrow(() -> source.checkReads("other", 64));
    assertEquals(0, source.wordSlots());
  }

  @Test
  void settingsThatCannotBeTrainedWithAreRefusedWithTheRuleAndTheValue() {
    assertRefused("minWordCount must be at least 1, but got 0", () -> new Words(0, 20));
    assertRefused("maxWords must be at least 1, but got 0", () -> new Words(1, 0));
    assertRefused(
        "textDraws must be at least 1, but got 0", () -> new Sentences(Path.of("text.txt"), 0));
    assertRefused(
        "selfCritical must be at least 2 sentences per image, but got 1",
        () -> new Continuation("starter", 1, false));
    assertRefused(
        "fineTuneEncoder trains on the captions' words, but got selfCritical 5",
        () -> new Continuation("starter", 5, true));
    assertRefused(
        "text is for a network that attends to detected words, but got text.txt, and this network"
            + " attends to none; use the recipe semantic, or leave out the text",
        () -> config(new Sentences(Path.of("text.txt"), 8), null));
  }
}
