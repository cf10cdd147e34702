package org.showtell.benchmarks.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.showtell.app.evaluation.FeatureCaptions;
import org.showtell.app.pipeline.DatasetFeatures;
import org.showtell.app.pipeline.FeatureExtraction;
import org.showtell.app.pipeline.SearchDefaults;
import org.showtell.app.training.CaptionRecipe;
import org.showtell.app.training.CaptionTrainingData;
import org.showtell.coco.CaptionData;
import org.showtell.coco.CaptionDataset;
import org.showtell.coco.ImageSource;
import org.showtell.coco.vocabulary.CaptionTokenizer;
import org.showtell.coco.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.training.FeatureSource;
import org.showtell.encoder.FeatureKind;

/**
 * Captions for photos that have none, by a captioner that sees with the teacher, for a student to
 * learn from beside people's captions (Kim and Rush 2016, sequence-level knowledge distillation).
 * docs/training.md says why the starter does not.
 *
 * <pre>
 *   TeacherCaptions --data flickr8k:DIR --encoder TEACHER.onnx --features DIR --photos PHOTOS.zip
 *                   --captions OUT.json [--recipes attend] [--seeds 1] [--epochs 4] ...
 * </pre>
 *
 * <p>Trains one captioner as {@link CaptionStudy} does, then writes COCO's captions file: a caption
 * for each photo, with its {@code score}, the mean log-probability of a token.
 */
public final class TeacherCaptions {
  private static final double LENGTH_PENALTY = 0.9;

  private final Vocabulary vocabulary;
  private final CaptionTokenizer tokenizer = new CaptionTokenizer();

  private TeacherCaptions(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Trains, captions and writes. */
  public static void main(String[] arguments) throws IOException {
    StudyOptions options = StudyOptions.parse(arguments);
    CaptionRecipe recipe = options.change(CaptionRecipe.named(options.recipes().get(0)));
    FeatureKind kind = FeatureKind.GRID;
    try (OnnxEncoder encoder = new OnnxEncoder(Path.of(options.encoder()));
        CaptionDataset train = CaptionData.open(options.data(), "train");
        CaptionDataset dev = CaptionData.open(options.data(), "dev");
        ImageSource photos = ImageSource.open(options.photos())) {
      FeatureExtraction extraction = new FeatureExtraction(encoder, kind, options.features());
      CaptionTrainingData words = new CaptionTrainingData(train.examples(), 5, 22);
      StudyRun run = new StudyRun(recipe, options, words, options.seeds().get(0));
      System.out.println(StudyRun.header());
      try (DatasetFeatures trainFeatures = extraction.extract(train, done -> {});
          DatasetFeatures devFeatures = extraction.extract(dev, done -> {})) {
        run.train(trainFeatures, dev, devFeatures);
      }
      List<String> names = photos.names();
      try (DatasetFeatures features = extraction.extract(names, photos, done -> {});
          CaptionNetwork network = run.best(features.size());
          NetworkDecoder decoder = new NetworkDecoder(network)) {
        new TeacherCaptions(words.vocabulary()).write(names, features, decoder, options.captions());
      }
    }
  }

  private void write(
      List<String> names, FeatureSource features, NetworkDecoder decoder, Path target)
      throws IOException {
    List<CocoCaptions.Caption> captions = new ArrayList<>();
    FeatureCaptions.forEach(
        decoder,
        features,
        SearchDefaults.of(vocabulary).withLengthPenalty(LENGTH_PENALTY),
        (best, image) ->
            captions.add(
                new CocoCaptions.Caption(
                    names.get(image),
                    tokenizer.detokenize(vocabulary.decode(best.tokens())),
                    best.meanLogProb())));
    CocoCaptions.write(captions, target);
  }
}
