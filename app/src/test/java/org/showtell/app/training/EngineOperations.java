package org.showtell.app.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.training.CaptionTask;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingExamples;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.efficientnet.EfficientNetNetwork;
import org.showtell.encoder.efficientnet.EfficientNetWeights;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EfficientNetArchitecture.MobileBlock;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.training.TrainableEncoder;
import org.showtell.encoder.vgg.VggNetwork;
import org.showtell.encoder.vgg.VggWeights;

/**
 * Everything that encoders, attention and cells ask of the engine, forward and backward, at toy
 * sizes: a program, since a process has one backend. It writes a line of numbers for each part.
 */
public final class EngineOperations {
  private static final long SEED = 1;
  private static final int VOCABULARY = 30;
  private static final int SIZE = 8; // D
  private static final int UNITS = 7; // and E
  private static final int POSITIONS = 4;
  private static final int IMAGES = 6;

  private final Map<String, float[]> results = new TreeMap<>();

  private EngineOperations() {}

  /** Takes the file for the results. */
  public static void main(String[] arguments) throws IOException {
    EngineOperations operations = new EngineOperations();
    operations.encoders();
    operations.encoderTraining();
    for (CellType cell : CellType.values()) {
      operations.caption("cell " + cell, cell, null);
    }
    for (AttentionConfig.Score score : AttentionConfig.Score.values()) {
      for (AttentionConfig.Gate gate : AttentionConfig.Gate.values()) {
        AttentionConfig attention = AttentionConfig.soft(5).withScore(score).withGate(gate);
        operations.caption("attention " + score + " " + gate, CellType.LSTM, attention);
      }
    }
    List<String> lines = new ArrayList<>();
    operations.results.forEach((name, values) -> lines.add(name + "\t" + text(values)));
    Files.write(Path.of(arguments[0]), lines);
    System.exit(0);
  }

  private static String text(float[] values) {
    StringBuilder text = new StringBuilder();
    for (float value : values) {
      text.append(value).append(' ');
    }
    return text.toString().strip();
  }

  private static float[] random(int length) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private void encoders() {
    VggArchitecture vgg = VggArchitecture.vgg16("vgg16", true, 32);
    try (ImageEncoder encoder =
        new VggNetwork(vgg, Preprocessing.vgg(), VggWeights.random(vgg, SEED))) {
      PixelBatch pixels = new PixelBatch(1, 224, 224, random(224 * 224 * 3));
      results.put("vgg grid", encoder.encodeGrid(pixels).values());
      results.put("vgg vector", encoder.encodeVector(pixels).values());
    }
    List<MobileBlock> blocks =
        List.of(
            new MobileBlock(3, 1, 1, 8),
            new MobileBlock(5, 2, 4, 12),
            new MobileBlock(3, 1, 4, 12)); // residual
    EfficientNetArchitecture small =
        new EfficientNetArchitecture("small", 52, 52, 8, blocks, 20, 3);
    EfficientNetWeights weights = EfficientNetWeights.random(small, SEED);
    try (ImageEncoder encoder =
        new EfficientNetNetwork(small, Preprocessing.efficientNet(52), weights)) {
      PixelBatch pixels = new PixelBatch(2, 52, 52, random(2 * 52 * 52 * 3));
      results.put("efficientnet grid", encoder.encodeGrid(pixels).values());
    }
  }

  private void encoderTraining() {
    VggArchitecture small = VggArchitecture.stack("small", 16, "4,P,8");
    for (boolean norm : new boolean[] {false, true}) {
      long length =
          TrainableEncoder.tensors(small, norm).stream()
              .mapToLong(tensor -> (long) tensor.rows() * tensor.columns())
              .sum();
      try (INDArray values = Nd4j.create(DataType.FLOAT, 1, length);
          INDArray gradients = Nd4j.create(DataType.FLOAT, 1, length);
          TrainableEncoder encoder = new TrainableEncoder(small, norm, values, gradients, 0)) {
        encoder.initialize(SEED);
        INDArray grid = encoder.forward(new PixelBatch(3, 16, 16, random(3 * 16 * 16 * 3)), true);
        String name = "trained encoder" + (norm ? " with norm" : "");
        results.put(name + ", forward", grid.dup('c').data().asFloat());
        encoder.backward(grid); // as good a gradient as any
        results.put(name + ", backward", gradients.dup('c').data().asFloat());
      }
    }
  }

  /** Two epochs of a captioner, and then a step of generation. */
  private void caption(String name, CellType cell, AttentionConfig attention) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    DecoderConfig config =
        new DecoderConfig(
                new DecoderConfig.Sizes(VOCABULARY, SIZE, UNITS, UNITS),
                cell,
                attention == null ? Injection.EVERY_STEP : Injection.EVERY_STEP_AND_STATE,
                0)
            .withAttention(attention);
    TrainerConfig trainer =
        new TrainerConfig(
            3,
            new TrainerConfig.Optimiser(1e-2, 1, 0, 5),
            new TrainerConfig.Regularisation(0, 0.9),
            new TrainerConfig.Stopping(2, 0),
            SEED);
    int positions = attention == null ? 1 : POSITIONS;
    try (CaptionNetwork network = CaptionNetwork.fresh(config, random)) {
      CaptionTask task = new CaptionTask(network, trainer, examples(positions, random));
      try (TrainingLoop loop = new TrainingLoop(network.parameters(), trainer, task)) {
        loop.run(weights -> 0, new NoListener(), () -> false);
      }
      network.weights().forEach((weight, values) -> results.put(name + ", " + weight, values));
      try (NetworkDecoder decoder = new NetworkDecoder(network)) {
        VisualMemory memory = new VisualMemory(2, positions, SIZE, random(2 * positions * SIZE));
        results.put(
            name + ", step",
            decoder
                .step(new int[] {Tokens.START, Tokens.START}, decoder.initialState(memory))
                .logProbs());
      }
    }
  }

  private static TrainingExamples examples(int positions, SplittableRandom random) {
    List<int[]> sentences = new ArrayList<>();
    float[][] features = new float[IMAGES][positions * SIZE];
    int[] images = new int[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      sentences.add(random.ints(3 + i % 3, Tokens.SPECIALS, VOCABULARY).toArray());
      images[i] = i;
      for (int j = 0; j < features[i].length; j++) {
        features[i][j] = (float) random.nextGaussian();
      }
    }
    return new TrainingExamples(sentences, images, FeatureSource.ofGrids(features, positions));
  }

  private static final class NoListener implements TrainingLoop.Listener {
    @Override
    public void onBatch(TrainingPosition position, int batches, double tokensPerSecond) {
      // The weights tell.
    }

    @Override
    public void onEpoch(
        TrainingPosition position,
        double meanLoss,
        double score,
        boolean best,
        Map<String, float[]> weights) {
      // The weights tell.
    }
  }
}
