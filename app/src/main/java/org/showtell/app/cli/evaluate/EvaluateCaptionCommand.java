package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.SearchDefaults;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code showtell evaluate caption}: a model's captions of a dataset against its references. */
@Command(
    name = "caption",
    description = {
      "Captions the images of a dataset and scores the captions against all references, as the"
          + " official judge does.",
      "",
      "Prints one NAME VALUE per line. With -o the predictions are written too, in the official"
          + " results format, and a report with the best and the worst."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell evaluate caption -m starter --data flickr8k:DIR --split dev",
      "  showtell evaluate caption -m mine.zip --data coco:val.json,val2017 --split all -o results",
      "  showtell evaluate caption --data coco:val.json,val2017 --split all --objects"
    })
public final class EvaluateCaptionCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|FILE",
      description = "Which model (${DEFAULT-VALUE}).")
  private String model = ModelCatalog.STARTER;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "flickr8k:DIR, coco:ANNOTATIONS.json,IMAGES, karpathy:dataset.json,IMAGES or folder:DIR.")
  private String data;

  @Option(
      names = {"-b", "--num-beams"},
      paramLabel = "N",
      description = "Hypotheses that the search keeps (the model's own).")
  private Integer numBeams;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description = "Exponent of the length (the model's own).")
  private Double lengthPenalty;

  @Option(
      names = "--word-bonus",
      paramLabel = "X",
      description =
          "What a detected word adds to the rank of a caption that says it, times its probability"
              + " (the model's own).")
  private Double wordBonus;

  @Option(
      names = "--gender-certainty",
      paramLabel = "X",
      description = "As caption's (${DEFAULT-VALUE}: say man or woman, whatever is likelier).")
  private double genderCertainty = CaptionOptions.ANY_GENDER;

  @Option(
      names = "--objects",
      description = {
        "Score too which objects the captions name and whether people name them, as score does;",
        "and for the captions with the lowest, middle and highest scores of the model, how many"
            + " name an object that nobody named."
      })
  private boolean objects;

  @Mixin private EvaluationOptions options;
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  public EvaluateCaptionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws OutputRefusedException {
    common.apply(context.terminal());
    if (!(genderCertainty >= CaptionOptions.ANY_GENDER && genderCertainty <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--gender-certainty is 0.5 to 1, but it is " + genderCertainty);
    }
    return EvaluationSession.run(options, context, model, this::evaluate);
  }

  private EvaluationSession.Outcome evaluate(EvaluationSession session, ModelBundle bundle)
      throws IOException {
    try (CaptionDataset dataset = CaptionData.open(data, options.split())) {
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
                  objects ? Optional.of(scored.objects()) : Optional.empty(),
                  session.previews())
              .report(
                  session.facts(
                      "caption", bundle, dataset.name(), dataset.contentHash(), search(generation)),
                  session.failures());
      return new EvaluationSession.Outcome(report, scored::writeResults);
    }
  }

  private static Map<String, String> search(GenerationConfig generation) {
    Map<String, String> search = new LinkedHashMap<>();
    search.put("beams", Integer.toString(generation.numBeams()));
    search.put("length penalty", Double.toString(generation.lengths().lengthPenalty()));
    if (generation.constraints().content().bonus() > 0) {
      search.put("word bonus", Double.toString(generation.constraints().content().bonus()));
    }
    if (generation.constraints().neutral().certainty() > CaptionOptions.ANY_GENDER) {
      search.put(
          "gender certainty", Double.toString(generation.constraints().neutral().certainty()));
    }
    search.put("longest", generation.lengths().maxNewTokens() + " words");
    return search;
  }
}
