package org.showtell.app.training.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Injection;
import org.showtell.decoder.Stack;
import org.showtell.decoder.cell.Initialisation;

/** Other cells than the LSTM from captions to a bundle and back. */
class CaptionCellsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"GRU,3,MERGE,false", "VANILLA,1,INITIAL_STATE,true"})
  void networkIsTrainedAndRead(CellType cell, int layers, Injection injection, boolean attends)
      throws IOException, ModelLoadException {
    Stack stack = new Stack(cell, layers, layers > 1, layers > 1 ? 0.1 : 0);
    CaptionRecipe recipe =
        new CaptionRecipe(
            "toy",
            "",
            stack,
            new CaptionRecipe.Sizes(16, 24, 0.1),
            injection,
            attends ? AttentionConfig.soft(8) : null,
            0,
            false);
    Path bundle = folder.resolve("cell.zip");
    ToyTraining.in(folder).with(recipe).train(bundle);
    try (CaptionNetwork network = ModelBundle.read(bundle).openCaptioner()) {
      assertEquals(stack, network.config().stack());
      assertEquals(injection, network.config().injection());
      for (float weight : network.parameters().values().data().asFloat()) {
        assertTrue(Float.isFinite(weight));
      }
    }
    ToyTraining.captioner(bundle, 2).close();
  }

  @Test
  void recurrentWeightsStartAsTheRecipeSays() throws IOException {
    CaptionRecipe usual = ToyTraining.recipe(null);
    CaptionRecipe recipe =
        new CaptionRecipe(
            "toy",
            "",
            usual.stack(),
            usual.sizes(),
            Injection.FIRST_INPUT,
            null,
            0,
            false,
            new Initialisation(Initialisation.Weights.IDENTITY, 3));
    Path bundle = folder.resolve("identity.zip");
    ToyTraining.in(folder).with(recipe).epochs(1, 1e-9).train(bundle);
    try (CaptionNetwork network = ModelBundle.read(bundle).openCaptioner()) {
      INDArray hidden = network.parameters().get("cell.Wh").value();
      INDArray bias = network.parameters().get("cell.b").value();
      int units = recipe.sizes().units();
      for (int gate = 0; gate < 4; gate++) {
        assertEquals(1, hidden.getDouble(5, gate * units + 5), 1e-3);
        assertEquals(0, hidden.getDouble(5, gate * units + 6), 1e-3);
      }
      assertEquals(3, bias.getDouble(0, units + 1), 1e-3);
    }
  }

  @ParameterizedTest
  @CsvSource({"m-rnn,256,RELU", "lrcn-small,128,LSTM", "show-attend-and-tell,1800,LSTM"})
  void recipesHaveTheirPublishedSizes(String name, int units, CellType cell) {
    CaptionRecipe recipe = CaptionRecipe.named(name);
    assertEquals(units, recipe.sizes().units());
    assertEquals(cell, recipe.stack().cell());
    recipe.decoder(100, 64, 0);
  }
}
