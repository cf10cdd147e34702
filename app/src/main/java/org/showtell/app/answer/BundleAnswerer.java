package org.showtell.app.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.showtell.app.bundle.AnswerList;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.attention.AttentionMap;
import org.showtell.decoder.vqa.AnswerClassifier;
import org.showtell.decoder.vqa.AnswerScores;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.decoder.vqa.VqaBatch;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;

/**
 * Answers with a {@link ModelBundle}: its encoder, its answering network. Not thread-safe.
 *
 * <pre>{@code
 * try (BundleAnswerer answerer = BundleAnswerer.open("mine.zip", weights)) {
 *   EncodedImage photo = answerer.encode(Path.of("photo.jpg"));
 *   String answer = answerer.answer(photo, "is there a dog?", 1).answers().get(0).answer();
 * }
 * }</pre>
 */
public final class BundleAnswerer implements AutoCloseable {
  private final String model;
  private final Preprocessing preprocessing;
  private final ImagePreprocessor preprocessor;
  private final ImageReader reader;
  private final ImageEncoder encoder;
  private final VqaNetwork network;
  private final AnswerClassifier classifier;
  private final QuestionReader questions;
  private final AnswerList answers;
  private final PhotoWords words; // or null

  /**
   * An image that is encoded once for all questions about it.
   *
   * @param features of the encoder, [L*D]; empty for a blind model
   */
  public record EncodedImage(float[] features) {}

  private BundleAnswerer(ModelBundle bundle, EncoderWeights weights) throws IOException {
    model = bundle.name();
    network = bundle.openAnswerer();
    try {
      encoder = bundle.openEncoder(weights);
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
    try {
      words =
          network.config().image().use() == ImageUse.WORDS ? bundle.openKeywords(encoder) : null;
    } catch (IOException | RuntimeException e) {
      encoder.close();
      network.close();
      throw e;
    }
    preprocessing = bundle.preset().preprocessing();
    preprocessor = new ImagePreprocessor(preprocessing);
    reader = new ImageReader(ImageReaderConfig.defaults().withTarget(preprocessing));
    classifier = new AnswerClassifier(network);
    questions = new QuestionReader(bundle.questionWords());
    answers = bundle.answers();
  }

  /**
   * Opens a model by its name or file.
   *
   * @param weights where the encoder's weights are if the model does not carry them
   * @throws ModelLoadException if it cannot be used, or does not answer
   */
  public static BundleAnswerer open(String nameOrFile, EncoderWeights weights)
      throws ModelLoadException {
    try {
      return new BundleAnswerer(ModelCatalog.open(nameOrFile), weights);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelLoadException(e.getMessage(), e);
    }
  }

  /** Which features an answering network reads. */
  public static FeatureKind kind(ImageUse image) {
    return image.looks() || image == ImageUse.WORDS ? FeatureKind.GRID : FeatureKind.VECTOR;
  }

  /** What records call the model. */
  public String model() {
    return model;
  }

  /** Whether answers come with attention maps. */
  public boolean attends() {
    return network.config().image().use().looks();
  }

  /** How images are prepared for the model. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** Encodes an image file. */
  public EncodedImage encode(Path photo) throws IOException {
    return encode(Files.readAllBytes(photo), photo.toString());
  }

  /** The same for the bytes of a file. */
  public EncodedImage encode(byte[] content, String name) throws IOException {
    float[] pixels = preprocessor.apply(reader.read(content, name));
    if (network.config().image().use() == ImageUse.NONE) {
      return new EncodedImage(new float[0]);
    }
    PixelBatch batch = new PixelBatch(1, preprocessing.height(), preprocessing.width(), pixels);
    return encoded(encoder.encode(batch, kind(network.config().image().use())).values());
  }

  /**
   * An image whose features the same encoder gave already, to a captioner of the same model.
   *
   * @param features [L*D], or [D] for a network that reads the vector
   * @throws IllegalArgumentException if the network reads features of another size
   */
  public EncodedImage encoded(float[] features) {
    FeatureKind kind = kind(network.config().image().use());
    int positions =
        kind == FeatureKind.GRID ? encoder.spec().gridHeight() * encoder.spec().gridWidth() : 1;
    int expected = positions * encoder.spec().size(kind);
    if (features.length != expected) {
      throw new IllegalArgumentException(
          "features must have %d numbers, a %s of %s, but got %d"
              .formatted(expected, kind, encoder.spec().name(), features.length));
    }
    return new EncodedImage(words == null ? features : words.vector(features));
  }

  /** The most probable answers; a question without a word is refused. */
  public AnsweredQuestion answer(EncodedImage photo, String question, int top) {
    AnswerScores scores = scores(photo, question);
    List<AnsweredQuestion.Answer> best =
        scores.top(top).stream()
            .map(
                one -> new AnsweredQuestion.Answer(answers.answer(one.answer()), one.probability()))
            .toList();
    return new AnsweredQuestion(question, best, questions.unknown(question), map(scores));
  }

  /**
   * Multiple choice: the choices that the model can give, each once, in the order of their
   * probability; refused where there is none.
   */
  public AnsweredQuestion choose(EncodedImage photo, String question, List<String> choices) {
    Set<Integer> known = new LinkedHashSet<>();
    choices.stream().map(answers::number).filter(number -> number >= 0).forEach(known::add);
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "choices must hold an answer that the model can give, but got " + choices);
    }
    AnswerScores scores = scores(photo, question);
    List<AnswerScores.Ranked> among =
        scores.among(known.stream().mapToInt(Integer::intValue).toArray());
    List<AnsweredQuestion.Answer> found = new ArrayList<>();
    for (AnswerScores.Ranked one : among) {
      choices.stream()
          .filter(choice -> answers.number(choice) == one.answer())
          .findFirst()
          .ifPresent(choice -> found.add(new AnsweredQuestion.Answer(choice, one.probability())));
    }
    return new AnsweredQuestion(question, found, questions.unknown(question), map(scores));
  }

  /** The choices that the model cannot give, each once. */
  public List<String> unknownChoices(List<String> choices) {
    return choices.stream().filter(choice -> answers.number(choice) < 0).distinct().toList();
  }

  private AnswerScores scores(EncodedImage photo, String question) {
    int positions =
        Math.max(1, photo.features().length / Math.max(1, network.config().image().memorySize()));
    int[] words = questions.read(question);
    return classifier.answer(new VqaBatch(List.of(words), positions, photo.features())).get(0);
  }

  private AttentionMap map(AnswerScores scores) {
    return scores.attention() == null
        ? null
        : new AttentionMap(
            encoder.spec().gridHeight(), encoder.spec().gridWidth(), scores.attention());
  }

  @Override
  public void close() {
    if (words != null) {
      words.close();
    }
    encoder.close();
    network.close();
  }
}
