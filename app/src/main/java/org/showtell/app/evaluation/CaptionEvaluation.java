package org.showtell.app.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.showtell.app.model.ModelBundle;
import org.showtell.app.model.ModelManifest.GenerationEntry;
import org.showtell.app.pipeline.FeatureExtraction;
import org.showtell.app.pipeline.ImageVectors;
import org.showtell.coco.CaptionDataset;
import org.showtell.coco.json.CaptionResult;
import org.showtell.coco.json.ResultsWriter;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.encoder.ImageEncoder;

/** Captions a dataset with a model and scores the captions as the official judge does. */
public final class CaptionEvaluation {
  /** File of the predictions in the official results format. */
  public static final String RESULTS = "results.json";

  private final ModelBundle bundle;
  private final Path features;

  /**
   * An evaluation of this model.
   *
   * @param features folder where image features are kept between runs
   */
  public CaptionEvaluation(ModelBundle bundle, Path features) {
    this.bundle = bundle;
    this.features = features;
  }

  /** Search as the model's card says, with another number of beams. */
  public GenerationConfig generation(int numBeams) {
    GenerationEntry defaults = bundle.manifest().captioner().generation();
    return GenerationConfig.captions()
        .withNumBeams(numBeams)
        .withTokens(1, defaults.maxTokens())
        .withLengthPenalty(defaults.lengthPenalty());
  }

  /**
   * Captions and scores.
   *
   * @param progress told how many images are encoded
   * @param failures told of each image that cannot be read; it is left out of the scores
   */
  public ScoredCaptions run(
      CaptionDataset dataset,
      GenerationConfig generation,
      IntConsumer progress,
      Consumer<String> failures)
      throws IOException {
    ImageVectors vectors;
    try (ImageEncoder encoder = bundle.openEncoder()) {
      vectors = new FeatureExtraction(encoder, features).vectors(dataset, progress);
    }
    vectors.failures().forEach(failures);
    if (vectors.failures().size() == dataset.examples().size()) {
      throw new IOException(
          dataset.name() + ": none of its " + dataset.examples().size() + " images can be read");
    }
    CaptionScorer scorer = new CaptionScorer(dataset.examples(), bundle.vocabulary());
    try (CaptionNetwork network = bundle.openCaptioner();
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      return scorer.score(decoder, vectors.vectors(), generation);
    }
  }

  /** Writes the predictions in the official results format, beside its place and then there. */
  public static void writeResults(ScoredCaptions scored, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path target = folder.resolve(RESULTS);
    Path partial = folder.resolve(RESULTS + ".part");
    try {
      try (ResultsWriter writer = ResultsWriter.open(partial)) {
        for (PredictedCaption prediction : scored.predictions()) {
          writer.write(new CaptionResult(prediction.imageId(), prediction.caption()));
        }
      }
      Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
