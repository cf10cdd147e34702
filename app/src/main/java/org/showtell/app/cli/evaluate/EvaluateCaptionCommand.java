package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.SearchDefaults;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.evaluation.CaptionEvaluation;
import org.showtell.app.evaluation.CaptionReport;
import org.showtell.app.evaluation.CaptionScores;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.evaluation.ScoredCaptions;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.open.CaptionData;
import org.showtell.decoder.generation.GenerationConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code showtell evaluate caption}: a model's captions of a dataset against its references. */
@Command(
    name = "caption",
    description = {
      "Captions the images of a dataset and scores the captions against all references, as"
          + " coco-caption does.",
      "",
      "Prints one NAME VALUE per line. -o also writes the predictions in the official results"
          + " format, and a report with the best and the worst captions."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell evaluate caption -m starter --data flickr8k:DIR --split dev",
      "  showtell evaluate caption -m mine.zip --data coco:val.json,val2017 \\",
      "      --split all -o results",
      "  showtell evaluate caption --data coco:val.json,val2017 --split all --objects"
    })
public final class EvaluateCaptionCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "Dataset with captions: flickr8k:DIR, coco:ANNOTATIONS.json,IMAGES,"
              + " karpathy:dataset.json,IMAGES or folder:DIR.")
  private String data;

  @Option(
      names = {"-b", "--num-beams"},
      paramLabel = "N",
      description = "Beam size; 1 is greedy search (default: the model's).")
  private Integer numBeams;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description =
          "Exponent of the length that a caption's log-probability is divided by (default: the"
              + " model's).")
  private Double lengthPenalty;

  @Option(
      names = "--word-bonus",
      paramLabel = "X",
      description =
          "Score that each detected word in a caption adds, times the word's probability (default:"
              + " the model's).")
  private Double wordBonus;

  @Option(
      names = "--evidence-weight",
      paramLabel = "X",
      description =
          "Weight of what the word detector says for and against the objects in a caption (default:"
              + " the model's).")
  private Double evidenceWeight;

  @Option(
      names = "--gender-certainty",
      paramLabel = "X",
      description =
          "Probability from 0.5 to 1 that man or woman needs, else person is written (default:"
              + " 0.5, always the likelier one).")
  private double genderCertainty = CaptionOptions.ANY_GENDER;

  @Option(
      names = "--objects",
      description = {
        "Also score the objects that the captions name, as 'showtell score' does, and report for"
            + " the captions with the lowest, middle and highest model scores how many name an"
            + " object that no reference names (default: no)."
      })
  private boolean objects;

  @Mixin private EvaluationOptions options;

  @Spec private CommandSpec spec;

  public EvaluateCaptionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws OutputRefusedException, UsageException {
    if (!(genderCertainty >= CaptionOptions.ANY_GENDER && genderCertainty <= 1)) {
      throw Usage.wrong(
          spec, "--gender-certainty must be from 0.5 to 1, but got " + genderCertainty);
    }
    return options.run(context, this::evaluate);
  }

  private EvaluationOptions.Outcome evaluate(EvaluationOptions.Session session, ModelBundle bundle)
      throws IOException {
    try (CaptionDataset dataset = CaptionData.open(data, options.split())) {
      dataset.notes().forEach(context.terminal()::note);
      CaptionEvaluation evaluation =
          new CaptionEvaluation(bundle, session.features(), session.encoderWeights());
      GenerationConfig generation =
          evaluation
              .generation()
              .withNeutral(SearchDefaults.neutral(bundle.vocabulary(), genderCertainty));
      if (numBeams != null) {
        generation = generation.withNumBeams(numBeams);
      }
      if (lengthPenalty != null) {
        generation = generation.withLengthPenalty(lengthPenalty);
      }
      if (wordBonus != null) {
        generation =
            generation.withContent(generation.constraints().content().withBonus(wordBonus));
      }
      if (evidenceWeight != null) {
        generation =
            generation.withContent(
                generation.constraints().content().withEvidenceWeight(evidenceWeight));
      }
      ScoredCaptions scored =
          evaluation.run(
              dataset,
              generation,
              done -> session.encoded(done, dataset.examples().size()),
              session::failed);
      CaptionScores scores = scored.scores();
      EvaluationReport report =
          new CaptionReport(
                  dataset,
                  scored,
                  scores,
                  Optional.ofNullable(objects ? scored.objects() : null),
                  session.previews())
              .report(
                  session.facts(
                      "caption", bundle, dataset.name(), dataset.contentHash(), search(generation)),
                  session.failures());
      return new EvaluationOptions.Outcome(report, scored::writeResults);
    }
  }

  private static Map<String, String> search(GenerationConfig generation) {
    Map<String, String> search = new LinkedHashMap<>();
    search.put("beams", Integer.toString(generation.numBeams()));
    search.put("length penalty", Double.toString(generation.lengths().lengthPenalty()));
    if (generation.constraints().content().bonus() > 0) {
      search.put("word bonus", Double.toString(generation.constraints().content().bonus()));
    }
    if (generation.constraints().content().evidenceWeight() > 0) {
      search.put(
          "evidence weight", Double.toString(generation.constraints().content().evidenceWeight()));
    }
    if (generation.constraints().neutral().certainty() > CaptionOptions.ANY_GENDER) {
      search.put(
          "gender certainty", Double.toString(generation.constraints().neutral().certainty()));
    }
    search.put("longest", generation.lengths().maxNewTokens() + " words");
    return search;
  }
}
