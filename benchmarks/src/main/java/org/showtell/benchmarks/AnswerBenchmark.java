package org.showtell.benchmarks;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.answer.BundleAnswerer;
import org.showtell.app.answer.BundleAnswerer.EncodedImage;
import org.showtell.app.bundle.AnswerList;
import org.showtell.app.bundle.BundleWriter;
import org.showtell.app.bundle.BundleWriter.AnswererParts;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.bundle.Provenance;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.attention.AttentionConfig;
import org.showtell.dataset.vocabulary.VocabularyBuilder;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;

/**
 * Milliseconds of {@code ask} with a loaded model: from the bytes of a 640x480 JPEG to the answer
 * to a first question, and from a further question of ten words to its answer.
 *
 * <p>The starter's encoder, and answering networks of the size that {@code train vqa} builds unless
 * told otherwise (V 1,000, E 200, two layers of U 256, C 512, K 1,000) with random weights: the
 * time does not depend on them.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xmx2g",
      ServedProcess.NATIVE,
      ServedProcess.PHYSICAL,
      // ND4J's word about itself would stand between JMH's lines.
      "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
    })
public class AnswerBenchmark {
  private static final int WORDS = 1000;
  private static final int ANSWERS = 1000;
  private static final String QUESTION =
      "word1 word2 word3 word4 word5 word6 word7 word8 word9 word10";

  /** A model that answers, and a photo. */
  @State(Scope.Benchmark)
  public static class Answerer {
    /** What the network sees of the photo. */
    @Param({"VECTOR", "GRID"})
    ImageUse image = ImageUse.VECTOR;

    private byte[] photo;
    private BundleAnswerer answerer;
    private EncodedImage seen;

    @Setup(Level.Trial)
    public void open() throws IOException, ModelLoadException {
      Path bundle = Files.createTempFile("answerer", ".zip");
      try {
        write(bundle);
        answerer = BundleAnswerer.open(bundle.toString(), EncoderWeights.standard());
      } finally {
        Files.delete(bundle);
      }
      photo = photo();
      seen = answerer.encode(photo, "photo.jpg");
    }

    private void write(Path bundle) throws IOException {
      EncoderSource source = EncoderSource.of(ModelCatalog.STARTER);
      boolean grid = image == ImageUse.GRID;
      VocabularyBuilder words = new VocabularyBuilder();
      words.add(IntStream.range(0, WORDS).mapToObj(i -> "word" + i).toList());
      List<String> answers = IntStream.range(0, ANSWERS).mapToObj(i -> "answer" + i).toList();
      try (ImageEncoder encoder = source.open(FeatureKind.VECTOR)) {
        VqaConfig config =
            new VqaConfig(
                new VqaConfig.Question(words.build(1).size(), 200, 256, 2, false),
                new VqaConfig.Image(
                    image,
                    encoder.spec().gridSize(),
                    grid ? AttentionConfig.soft(256).withGate(AttentionConfig.Gate.NONE) : null,
                    1),
                512,
                ANSWERS,
                0);
        try (VqaNetwork network = VqaNetwork.fresh(config, new SplittableRandom(1))) {
          BundleWriter.answerer(
                  "benchmark",
                  source.entry(encoder.spec().weightsHash()),
                  source.carriedWeights(),
                  new AnswererParts(
                      network, words.build(1), new AnswerList(answers), drawn(), "none"))
              .write(bundle);
        }
      }
    }

    private static Provenance drawn() {
      return new Provenance(
          new Provenance.Data("random weights", "", "", 0, 0),
          new Provenance.Run(1, "", Map.of()),
          new Provenance.Result("", "", 0, Map.of(), 1),
          new Provenance.Environment("", Map.of()));
    }

    /** A JPEG with much detail: no real photo is slower to decode. */
    private static byte[] photo() throws IOException {
      BufferedImage drawn = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
      SplittableRandom random = new SplittableRandom(1);
      for (int y = 0; y < 480; y++) {
        for (int x = 0; x < 640; x++) {
          drawn.setRGB(x, y, (x / 3 * 0x010203 ^ y * 0x030201) + random.nextInt(0x101010));
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(drawn, "jpg", out);
      return out.toByteArray();
    }

    @TearDown(Level.Trial)
    public void close() {
      answerer.close();
    }
  }

  /** From the file's bytes to the first answer. */
  @Benchmark
  public AnsweredQuestion firstQuestion(Answerer state) throws IOException {
    return state.answerer.answer(state.answerer.encode(state.photo, "photo.jpg"), QUESTION, 1);
  }

  /** Another question about the same photo. */
  @Benchmark
  public AnsweredQuestion furtherQuestion(Answerer state) {
    return state.answerer.answer(state.seen, QUESTION, 1);
  }
}
