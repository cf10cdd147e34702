package org.showtell.app.training.caption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.showtell.app.ColouredSquares;
import org.showtell.app.RandomEncoder;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.training.RecordedReport;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.caption.CaptionTrainingConfig.Continuation;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Injection;
import org.showtell.decoder.Stack;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingPosition;

/**
 * Small caption runs on coloured squares: 16 images with six captions each, in 24 batches of 4.
 *
 * @param from what training goes on with, or null
 * @param data the data sets; the first is dev too
 */
record ToyTraining(
    Path folder,
    List<String> data,
    List<Double> weights,
    Path text,
    String encoder,
    CaptionRecipe recipe,
    Continuation from,
    TrainerConfig trainer) {
  /** A side in pixels at which the encoder gives a grid of 2x2. */
  static final int SIDE = 32;

  static final int CAPTIONS = 6;
  static final int BATCHES = 24;

  /** Draws the images and writes captions and an encoder with random weights. */
  static ToyTraining in(Path folder) throws IOException {
    Path photos = folder.resolve("photos");
    ColouredSquares.draw(photos);
    for (String colour : ColouredSquares.COLOURS.keySet()) {
      for (int i = 0; i < 4; i++) {
        Files.writeString(
            photos.resolve(colour + i + ".txt"),
            ("A picture of a " + colour + " square .\n").repeat(CAPTIONS));
      }
    }
    RandomEncoder.write(folder.resolve("random.safetensors"));
    return new ToyTraining(
        folder,
        List.of("folder:" + photos),
        List.of(),
        null,
        folder.resolve("random.safetensors") + "@" + SIDE,
        recipe(null),
        null,
        trainer(1, 0.01));
  }

  static CaptionRecipe recipe(AttentionConfig attention) {
    return recipe(attention, 0);
  }

  static CaptionRecipe recipe(AttentionConfig attention, int slots) {
    return new CaptionRecipe(
        "toy",
        "",
        Stack.of(CellType.LSTM, 1),
        new CaptionRecipe.Sizes(32, 64, 0.1),
        attention == null ? Injection.EVERY_STEP : Injection.INITIAL_STATE,
        attention,
        slots,
        slots > 0);
  }

  private static TrainerConfig trainer(int epochs, double rate) {
    return new TrainerConfig(
        4,
        new TrainerConfig.Optimiser(rate, 1, 1, 5, TrainerConfig.Schedule.DECAY, 0),
        new TrainerConfig.Regularisation(0, 0.9, AttentionObjective.defaults()),
        new TrainerConfig.Stopping(epochs, 0, Double.POSITIVE_INFINITY),
        3);
  }

  ToyTraining with(CaptionRecipe other) {
    return new ToyTraining(folder, data, weights, text, encoder, other, from, trainer);
  }

  ToyTraining withText(Path other) {
    return new ToyTraining(folder, data, weights, other, encoder, recipe, from, trainer);
  }

  ToyTraining withEncoder(String other) {
    return new ToyTraining(folder, data, weights, text, other, recipe, from, trainer);
  }

  ToyTraining from(Path model, int samples, boolean trainsEncoder) {
    Continuation other = new Continuation(model.toString(), samples, trainsEncoder);
    return new ToyTraining(folder, data, weights, text, encoder, recipe, other, trainer);
  }

  ToyTraining on(List<String> others, List<Double> drawn) {
    return new ToyTraining(folder, others, drawn, text, encoder, recipe, from, trainer);
  }

  ToyTraining epochs(int epochs, double rate) {
    return new ToyTraining(
        folder, data, weights, text, encoder, recipe, from, trainer(epochs, rate));
  }

  /** The run that writes a bundle, with a checkpoint of its own. */
  CaptionTrainingConfig config(Path bundle, boolean resume) {
    List<String> dev = weights.isEmpty() ? data.subList(0, 1) : data;
    return new CaptionTrainingConfig(
        new TrainingFiles(
            new TrainingFiles.Data(data, "all", dev, "all", weights),
            text == null ? TrainingFiles.Sentences.NONE : new TrainingFiles.Sentences(text, 8),
            new TrainingFiles.Encoder(
                encoder, EncoderWeights.in(folder), bundle.resolveSibling("features")),
            new TrainingFiles.Output(
                bundle, "toy", null, "showtell train caption --data " + data.get(0)),
            new TrainingFiles.Checkpoint(checkpoint(bundle), resume)),
        recipe,
        from,
        new CaptionTrainingConfig.Words(1, 20),
        new CaptionTrainingConfig.Search(1, 0.7, 0.3),
        trainer);
  }

  static Path checkpoint(Path bundle) {
    return bundle.resolveSibling(bundle.getFileName() + ".checkpoint");
  }

  RecordedReport train(Path bundle) throws IOException {
    RecordedReport report = new RecordedReport();
    new CaptionTrainingRun(config(bundle, false), report).run(() -> false);
    return report;
  }

  TrainingPosition train(Path bundle, RecordedReport report, BooleanSupplier stop)
      throws IOException {
    return new CaptionTrainingRun(config(bundle, false), report).run(stop);
  }

  TrainingPosition resume(Path bundle) throws IOException {
    return new CaptionTrainingRun(config(bundle, true), new RecordedReport()).run(() -> false);
  }

  static BooleanSupplier after(int batches) {
    int[] seen = {0};
    return () -> ++seen[0] >= batches;
  }

  static float[] weights(Path bundle) throws IOException {
    try (CaptionNetwork network = ModelBundle.read(bundle).openCaptioner()) {
      return network.parameters().values().data().asFloat();
    }
  }

  static BundleCaptioner captioner(Path bundle, int captions) throws ModelLoadException {
    return BundleCaptioner.open(
        new CaptionOptions(
            bundle.toString(), new CaptionOptions.Search(3, captions, 20, null, 0.5, null)));
  }
}
