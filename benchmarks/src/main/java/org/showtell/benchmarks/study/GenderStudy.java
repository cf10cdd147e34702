package org.showtell.benchmarks.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.caption.SearchDefaults;
import org.showtell.app.evaluation.CaptionEvaluation;
import org.showtell.app.evaluation.ScoredCaptions;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.open.CaptionData;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.metric.CiderD;

/**
 * What {@code --gender-certainty} costs and saves: scores of a model's captions of dev, and how
 * often they say a gender that people who saw the photo contradict.
 *
 * <pre>
 *   GenderStudy MODEL DATA FEATURES_FOLDER CERTAINTY...
 * </pre>
 */
public final class GenderStudy {
  private static final int BEAMS = 3;

  private GenderStudy() {}

  /** Prints a line for each certainty. */
  public static void main(String[] args) throws IOException {
    if (args.length < 4) {
      System.err.println("usage: GenderStudy MODEL DATA FEATURES_FOLDER CERTAINTY...");
      System.exit(2);
    }
    ModelBundle bundle = ModelCatalog.open(args[0]);
    CaptionEvaluation evaluation =
        new CaptionEvaluation(bundle, Path.of(args[2]), EncoderWeights.standard());
    try (CaptionDataset dev = CaptionData.open(args[1], "dev")) {
      for (String certainty : Arrays.asList(args).subList(3, args.length)) {
        GenerationConfig search =
            evaluation
                .generation()
                .withNumBeams(BEAMS)
                .withNeutral(
                    SearchDefaults.neutral(bundle.vocabulary(), Double.parseDouble(certainty)));
        ScoredCaptions scored = evaluation.run(dev, search, done -> {}, System.err::println);
        GenderClaims claims = GenderClaims.of(scored.comparisons());
        System.out.printf(
            Locale.ROOT,
            "certainty %s: BLEU-4 %.4f, CIDEr %.4f; a gender said %d times, confirmed %d,"
                + " contradicted %d%n",
            certainty,
            scored.bleu().bleu(4),
            CiderD.compute(scored.comparisons()).corpus(),
            claims.said(),
            claims.confirmed(),
            claims.contradicted());
      }
    }
  }
}
