package org.showtell.benchmarks.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.showtell.app.model.EncoderWeights;
import org.showtell.app.model.ModelBundle;
import org.showtell.app.model.ModelCatalog;
import org.showtell.app.pipeline.DatasetFeatures;
import org.showtell.app.pipeline.FeatureExtraction;
import org.showtell.app.pipeline.SearchDefaults;
import org.showtell.coco.CaptionData;
import org.showtell.coco.CaptionDataset;
import org.showtell.coco.CaptionedImage;
import org.showtell.coco.vocabulary.CaptionTokenizer;
import org.showtell.coco.vocabulary.Vocabulary;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.generation.CaptionSearch;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;

/**
 * Goes on with captions that are only begun ({@link ClassCaptions}): what a photo shows was said by
 * a classifier, what it does there a captioner that attends says. The noun is one that the
 * captioner may hardly know: until the sentence is finished another stands in for it, so that a
 * zebra runs where a dog would.
 *
 * <pre>
 *   FinishedCaptions MODEL BEGUN.json PHOTOS FEATURES_FOLDER STAND_IN LEAST OUT.json
 *   FinishedCaptions captioner.zip animals.json photos.zip cache dog -0.9 finished.json
 * </pre>
 *
 * <p>Of a sentence that names the noun or its stand-in again, or whose mean log-probability is
 * below {@code LEAST}, only the article and the noun are kept.
 */
public final class FinishedCaptions {
  private static final int BATCH = 32;

  private final Vocabulary vocabulary;
  private final CaptionTokenizer tokenizer = new CaptionTokenizer();
  private final String standIn;
  private final double least;

  private FinishedCaptions(Vocabulary vocabulary, String standIn, double least) {
    this.vocabulary = vocabulary;
    this.standIn = standIn;
    this.least = least;
    if (vocabulary.id(standIn) == Vocabulary.UNK) {
      throw new IllegalArgumentException("Expected a word that the model knows but got " + standIn);
    }
  }

  /** Reads, finishes and writes. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 7) {
      throw new IllegalArgumentException(
          "Expected MODEL BEGUN.json PHOTOS FEATURES_FOLDER STAND_IN LEAST OUT.json but got "
              + List.of(arguments));
    }
    ModelBundle bundle = ModelCatalog.open(arguments[0]);
    FinishedCaptions finished =
        new FinishedCaptions(bundle.vocabulary(), arguments[4], Double.parseDouble(arguments[5]));
    try (CaptionDataset begun =
            CaptionData.open("coco:" + arguments[1] + "," + arguments[2], "all");
        ImageEncoder encoder = bundle.openEncoder(EncoderWeights.standard());
        DatasetFeatures features =
            new FeatureExtraction(encoder, FeatureKind.GRID, Path.of(arguments[3]))
                .extract(begun, done -> {});
        NetworkDecoder decoder = new NetworkDecoder(bundle.openCaptioner())) {
      GenerationConfig search =
          SearchDefaults.of(bundle.vocabulary())
              .withLengthPenalty(bundle.manifest().captioner().generation().lengthPenalty());
      CocoCaptions.write(
          finished.of(begun.examples(), features, decoder, search), Path.of(arguments[6]));
    }
  }

  private List<CocoCaptions.Caption> of(
      List<CaptionedImage> begun,
      DatasetFeatures features,
      NetworkDecoder decoder,
      GenerationConfig search) {
    List<CocoCaptions.Caption> captions = new ArrayList<>();
    for (int first = 0; first < begun.size(); first += BATCH) {
      List<CaptionedImage> photos = begun.subList(first, Math.min(begun.size(), first + BATCH));
      float[] memory = new float[photos.size() * features.length()];
      List<int[]> prefixes = new ArrayList<>();
      for (int i = 0; i < photos.size(); i++) {
        features.copy(first + i, memory, i * features.length());
        prefixes.add(prefix(begun(photos.get(i))));
      }
      List<List<Hypothesis>> found =
          CaptionSearch.of(search)
              .search(
                  new PrefixedDecoder(decoder, prefixes),
                  new VisualMemory(photos.size(), features.positions(), features.size(), memory));
      for (int i = 0; i < photos.size(); i++) {
        captions.add(caption(photos.get(i), found.get(i).get(0)));
      }
    }
    return captions;
  }

  private List<String> begun(CaptionedImage photo) {
    String caption = photo.captions().get(0);
    List<String> words = tokenizer.tokenize(caption);
    if (words.size() < 3 || !CaptionTokenizer.isUnfinished(caption)) {
      throw new IllegalArgumentException(
          "Expected captions such as \"a cat is ...\" but got \""
              + caption
              + "\" of "
              + photo.file()
              + "; ClassCaptions writes them with the ending \" is ...\"");
    }
    return words;
  }

  /** {@code a dog is} of {@code an elephant is}: all between the article and "is" is the noun. */
  private int[] prefix(List<String> begun) {
    return vocabulary.encode(List.of("a", standIn, begun.get(begun.size() - 1)));
  }

  private CocoCaptions.Caption caption(CaptionedImage photo, Hypothesis best) {
    List<String> begun = begun(photo);
    List<String> sentence = new ArrayList<>(begun.subList(0, begun.size() - 1));
    List<String> found = vocabulary.decode(best.tokens());
    List<String> rest = found.subList(2, found.size());
    boolean again = rest.contains(standIn) || sentence.stream().skip(1).anyMatch(rest::contains);
    if (best.ended() && !again && best.meanLogProb() >= least) {
      sentence.addAll(rest);
    }
    return new CocoCaptions.Caption(
        photo.file(), tokenizer.detokenize(sentence), best.meanLogProb());
  }
}
