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
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.generation.CaptionSearch;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;
import org.showtell.encoder.FeatureKind;
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
  private final GenerationConfig own; // the model's search
  private final PhotoWords words; // or null
  private final CaptionOptions options;
  private CaptionSearch search;
  private CaptionOptions.Search searchOptions; // of that search

  private BundleCaptioner(ModelBundle bundle, CaptionOptions options, EncoderWeights weights)
      throws IOException {
    model = bundle.name();
    this.options = options;
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
      own = SearchDefaults.of(bundle, words == null ? null : words.forms());
      use(options.search());
    } catch (IOException | RuntimeException e) {
      network.close();
      encoder.close();
      throw e;
    }
    decoder = new NetworkDecoder(network);
  }

  /** The same with encoders' weights in their usual places. */
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

  /** Features that a network reads: the grid if it attends, else the vector. */
  public static FeatureKind kind(DecoderConfig decoder) {
    return decoder.attends() ? FeatureKind.GRID : FeatureKind.VECTOR;
  }

  /**
   * Captions one image file.
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
  public Optional<Preprocessing> attentionPreprocessing() {
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
  public float[] preprocess(byte[] content, String name, StageTimes times) throws IOException {
    RgbImage image = times.time(StageTimes.Stage.DECODE, () -> reader.read(content, name));
    return times.time(StageTimes.Stage.RESIZE, () -> preprocessor.apply(image));
  }

  @Override
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  @Override
  public float[] preprocess(RgbImage frame) {
    return preprocessor.apply(frame);
  }

  /** D of {@link #features}. */
  public int featureSize() {
    return encoder.spec().size(kind(network.config()));
  }

  @Override
  public List<float[]> features(List<float[]> pixels) {
    PixelBatch batch =
        new PixelBatch(
            pixels.size(), preprocessing.height(), preprocessing.width(), joined(pixels));
    float[] features = encoder.encode(batch, kind(network.config())).values();
    int length = features.length / pixels.size();
    return IntStream.range(0, pixels.size())
        .mapToObj(i -> Arrays.copyOfRange(features, i * length, (i + 1) * length))
        .toList();
  }

  @Override
  public float[] meanFeatures(float[] features) {
    float[] mean = new float[encoder.spec().size(kind(network.config()))];
    for (int i = 0; i < features.length; i++) {
      mean[i % mean.length] += features[i];
    }
    return mean; // its length does not matter
  }

  // A search is a few tables: it is made anew where the options change from call to call.
  private void use(CaptionOptions.Search wanted) {
    if (!wanted.equals(searchOptions)) {
      search = CaptionSearch.of(generation(wanted));
      searchOptions = wanted;
    }
  }

  private GenerationConfig generation(CaptionOptions.Search wanted) {
    return wanted
        .over(own)
        .withNeutral(SearchDefaults.neutral(vocabulary, wanted.genderCertainty()));
  }

  /**
   * Checks the search of a call before anything is encoded.
   *
   * @throws IllegalArgumentException that names the rule and the value
   */
  public void check(CaptionOptions call) {
    generation(call.search());
  }

  @Override
  public List<PhotoCaptions> decode(List<float[]> features) {
    return decode(features, options);
  }

  /**
   * The same with other options than those that the captioner was opened with, except the model.
   *
   * @param features [L*D] each
   */
  public List<PhotoCaptions> decode(List<float[]> features, CaptionOptions call) {
    use(call.search());
    CaptionOptions.Keywords wanted = call.keywords();
    int size = encoder.spec().size(kind(network.config()));
    VisualMemory memory =
        new VisualMemory(features.size(), features.get(0).length / size, size, joined(features));
    boolean attendsToWords = network.config().semantic() != null;
    float[][] scores =
        attendsToWords || words != null && wanted.areWanted()
            ? words.scores(memory.values(), memory.photos())
            : new float[memory.photos()][];
    if (attendsToWords) {
      memory = memory.withWords(words.detected(scores, network.config().semantic().slots()));
    }
    List<PhotoCaptions> results = new ArrayList<>();
    for (List<Hypothesis> photo : search.search(decoder, memory)) {
      List<ScoredCaption> captions = photo.stream().map(this::caption).toList();
      results.add(new PhotoCaptions(captions, keywords(scores[results.size()], wanted)));
    }
    return results;
  }

  private ScoredCaption caption(Hypothesis hypothesis) {
    List<String> said = vocabulary.decode(hypothesis.tokens());
    List<Hypothesis.Trace> trace = hypothesis.trace();
    List<CaptionToken> tokens =
        IntStream.range(0, trace.size())
            .mapToObj(i -> token(said.get(i), trace.get(i).logProb(), trace.get(i).attention()))
            .toList();
    return new ScoredCaption(tokenizer.detokenize(said), hypothesis.meanLogProb(), tokens);
  }

  /** Of one image; none if none are wanted or the model detects none. */
  private List<Keyword> keywords(float[] scores, CaptionOptions.Keywords wanted) {
    if (!wanted.areWanted() || scores == null) {
      return List.of();
    }
    double least = wanted.minProbability() == null ? words.threshold() : wanted.minProbability();
    return Arrays.stream(PhotoWords.best(scores, wanted.count(), least))
        .mapToObj(word -> new Keyword(words.vocabulary().word(word), Math.min(1, scores[word])))
        .toList();
  }

  /** The weights of the grid become a map of their own; the others are those of detected words. */
  private CaptionToken token(String word, double logProb, float[] weights) {
    if (weights == null) {
      return new CaptionToken(word, logProb, null);
    }
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

  private static float[] joined(List<float[]> rows) {
    int length = rows.get(0).length;
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
