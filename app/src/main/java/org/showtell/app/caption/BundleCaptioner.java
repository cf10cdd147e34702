package org.showtell.app.caption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.attention.AttentionMap;
import org.showtell.dataset.keywords.KeywordForms;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.generation.CaptionSearch;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.preset.Preprocessing;

/** Captions with a {@link ModelBundle}: its encoder, its network, a search. */
public final class BundleCaptioner implements PhotoCaptioner {
  private final String model;
  private final ImageReader reader;
  private final ImagePreprocessor preprocessor;
  private final Preprocessing preprocessing;
  private final ImageEncoder encoder;
  private final CaptionNetwork network;
  private final NetworkDecoder decoder;
  private final Vocabulary vocabulary;
  private final CaptionTokenizer tokenizer = new CaptionTokenizer();
  private final CaptionSearch search;
  private final PhotoWords words; // or null
  private final KeywordOptions wanted;

  private BundleCaptioner(ModelBundle bundle, CaptionOptions options, EncoderWeights weights)
      throws IOException, ModelLoadException {
    model = bundle.name();
    wanted = options.keywords();
    vocabulary = bundle.vocabulary();
    preprocessing = bundle.preset().preprocessing();
    preprocessor = new ImagePreprocessor(preprocessing);
    reader = new ImageReader(ImageReaderConfig.defaults().withTarget(preprocessing));
    encoder = bundle.openEncoder(weights);
    try {
      network = bundle.openCaptioner();
    } catch (IOException | RuntimeException e) {
      encoder.close();
      throw e;
    }
    try {
      words = bundle.detectsWords() ? bundle.openKeywords(encoder) : null;
    } catch (IOException | RuntimeException e) {
      network.close();
      encoder.close();
      throw e;
    }
    search = CaptionSearch.of(generation(bundle, words == null ? null : words.forms(), options));
    decoder = new NetworkDecoder(network);
  }

  /**
   * Opens the model that the options name.
   *
   * @throws ModelLoadException if it cannot be used
   */
  public static BundleCaptioner open(CaptionOptions options) throws ModelLoadException {
    return open(options, EncoderWeights.standard());
  }

  /**
   * Opens the model that the options name.
   *
   * @param weights where the encoder's weights are if the model does not carry them
   * @throws ModelLoadException if it cannot be used
   */
  public static BundleCaptioner open(CaptionOptions options, EncoderWeights weights)
      throws ModelLoadException {
    try {
      return new BundleCaptioner(ModelCatalog.open(options.model()), options, weights);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelLoadException(e.getMessage(), e);
    }
  }

  private static GenerationConfig generation(
      ModelBundle bundle, KeywordForms forms, CaptionOptions options) throws ModelLoadException {
    double lengthPenalty =
        options.lengthPenalty() != null
            ? options.lengthPenalty()
            : bundle.manifest().captioner().generation().lengthPenalty();
    GenerationConfig search =
        SearchDefaults.of(
                bundle.vocabulary(), forms, bundle.manifest().captioner().generation().bonus())
            .withNumBeams(options.numBeams())
            .withTokens(1, options.maxTokens())
            .withLengthPenalty(lengthPenalty)
            .withNumReturnSequences(options.numCaptions())
            .withNeutral(SearchDefaults.neutral(bundle.vocabulary(), options.genderCertainty()));
    return options.sample()
        ? search.withSampling(options.temperature(), options.topK(), options.topP(), options.seed())
        : search;
  }

  /**
   * Captions one photo.
   *
   * @throws IOException if it cannot be read; the message is the reason without the name
   */
  public PhotoCaptions caption(Path photo) throws IOException {
    return caption(List.of(preprocess(Files.readAllBytes(photo), photo.toString()))).get(0);
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public Optional<Preprocessing> attention() {
    return network.config().attends() ? Optional.of(preprocessing) : Optional.empty();
  }

  @Override
  public boolean detectsWords() {
    return words != null;
  }

  @Override
  public float[] preprocess(byte[] content, String name) throws IOException {
    return preprocessor.apply(reader.read(content, name));
  }

  @Override
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  @Override
  public float[] preprocess(RgbImage frame) {
    return preprocessor.apply(frame);
  }

  @Override
  public List<float[]> features(List<float[]> pixels) {
    VisualMemory memory = CaptionFeatures.memory(encoder, batch(pixels), network.config());
    int length = memory.positions() * memory.size();
    return IntStream.range(0, memory.photos())
        .mapToObj(i -> Arrays.copyOfRange(memory.values(), i * length, (i + 1) * length))
        .toList();
  }

  @Override
  public List<PhotoCaptions> describe(List<float[]> features) {
    int size = encoder.spec().size(CaptionFeatures.kind(network.config()));
    int length = features.get(0).length;
    float[] values = joined(features, length);
    return search(new VisualMemory(features.size(), length / size, size, values));
  }

  private List<PhotoCaptions> search(VisualMemory features) {
    boolean attends = network.config().semantic() != null;
    float[][] scores =
        attends || words != null && wanted.areWanted()
            ? words.scores(features.values(), features.photos())
            : new float[features.photos()][];
    VisualMemory memory =
        attends
            ? features.withWords(PhotoWords.top(scores, network.config().semantic().slots()))
            : features;
    List<PhotoCaptions> results = new ArrayList<>();
    for (List<Hypothesis> photo : search.search(decoder, memory)) {
      List<ScoredCaption> captions = new ArrayList<>();
      for (Hypothesis hypothesis : photo) {
        List<String> words = vocabulary.decode(hypothesis.tokens());
        captions.add(
            new ScoredCaption(
                tokenizer.detokenize(words),
                hypothesis.meanLogProb(),
                describe(words, hypothesis.trace())));
      }
      results.add(new PhotoCaptions(captions, keywords(scores[results.size()])));
    }
    return results;
  }

  /** Of one photo; none if none are wanted or the model detects none. */
  private List<Keyword> keywords(float[] scores) {
    if (!wanted.areWanted() || scores == null) {
      return List.of();
    }
    double least = wanted.minProbability() == null ? words.threshold() : wanted.minProbability();
    return Arrays.stream(PhotoWords.best(scores, wanted.count(), least))
        .mapToObj(word -> new Keyword(words.vocabulary().word(word), Math.min(1, scores[word])))
        .toList();
  }

  private List<CaptionToken> describe(List<String> words, List<Hypothesis.Trace> trace) {
    List<CaptionToken> described = new ArrayList<>();
    for (int i = 0; i < trace.size(); i++) {
      float[] weights = trace.get(i).attention();
      described.add(
          weights == null
              ? new CaptionToken(words.get(i), trace.get(i).logProb(), null)
              : looked(words.get(i), trace.get(i).logProb(), weights));
    }
    return described;
  }

  /** What went to the grid is a map of its own; the rest went to detected words. */
  private CaptionToken looked(String word, double logProb, float[] weights) {
    int height = encoder.spec().gridHeight();
    int width = encoder.spec().gridWidth();
    float[] grid = Arrays.copyOf(weights, height * width);
    double sum = 0;
    for (float weight : grid) {
      sum += weight;
    }
    for (int i = 0; i < grid.length; i++) {
      grid[i] = sum > 0 ? (float) (grid[i] / sum) : 1f / grid.length;
    }
    Double share = network.config().semantic() == null ? null : Math.max(0, Math.min(1, 1 - sum));
    return new CaptionToken(word, logProb, new AttentionMap(height, width, grid), share);
  }

  private PixelBatch batch(List<float[]> pixels) {
    return new PixelBatch(
        pixels.size(),
        preprocessing.height(),
        preprocessing.width(),
        joined(pixels, preprocessor.length()));
  }

  private static float[] joined(List<float[]> rows, int length) {
    float[] values = new float[rows.size() * length];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, values, i * length, length);
    }
    return values;
  }

  @Override
  public void close() {
    decoder.close();
    if (words != null) {
      words.close();
    }
    network.close();
    encoder.close();
  }
}
