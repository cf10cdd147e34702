package org.showtell.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.showtell.app.evaluation.AnswerPriors;
import org.showtell.app.evaluation.AnswersScored;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.evaluation.RunFacts;
import org.showtell.app.evaluation.VqaEvaluation;
import org.showtell.app.evaluation.VqaReport;
import org.showtell.app.model.ModelBundle;
import org.showtell.app.model.ModelCatalog;
import org.showtell.app.output.OutputRefusedException;
import org.showtell.app.output.ReportFolder;
import org.showtell.app.output.Thumbnails;
import org.showtell.app.pipeline.PreviewMaker;
import org.showtell.coco.QuestionData;
import org.showtell.coco.QuestionDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code showtell evaluate vqa}: a model's answers to a dataset's questions. */
@Command(
    name = "vqa",
    description = {
      "Answers the questions of a dataset and scores the answers by the official VQA accuracy.",
      "",
      "Prints one NAME VALUE per line, in percent. With -o the predictions are written too, in the"
          + " official results format, and a report with right and wrong ones."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell evaluate vqa -m mine.zip --data vqa:q.json,a.json,images --split all -o results",
      "  showtell evaluate vqa -m mine.zip --data captions:flickr8k:DIR --split dev"
    })
final class EvaluateVqaCommand implements Callable<Integer> {
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
          "vqa:QUESTIONS.json,ANNOTATIONS.json,IMAGES[,PATTERN], visual7w:DATASET.json,IMAGES,"
              + " cocoqa:DIR,IMAGES, questions:FILE,IMAGES, or captions: and data of captions.")
  private String data;

  @Option(
      names = "--multiple-choice",
      description = "Answer with one of a question's choices where it has them.")
  private boolean multipleChoice;

  @Option(
      names = "--prior-split",
      paramLabel = "S",
      description = "Where the priors' answers are counted (${DEFAULT-VALUE}).")
  private String priorSplit = "train";

  @Option(
      names = "--prior-data",
      paramLabel = "D",
      description = "Data whose most common answers the priors give (the same data).")
  private String priorData;

  @Mixin private EvaluationOptions options;
  @Mixin private CommonOptions common;

  EvaluateVqaCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws OutputRefusedException {
    common.apply(context.terminal());
    Instant start = Instant.now();
    ReportFolder folder = options.prepareFolder();
    try (QuestionDataset dataset = QuestionData.open(data, options.split())) {
      ModelBundle bundle = ModelCatalog.open(model);
      VqaEvaluation evaluation =
          new VqaEvaluation(
              bundle,
              options.features(context.surroundings().environment()),
              context.encoderWeights());
      List<String> failures = new ArrayList<>();
      AnswersScored scored =
          evaluation.run(
              dataset,
              multipleChoice,
              done ->
                  EvaluationOptions.progress(context.terminal(), done, dataset.examples().size()),
              failure -> {
                failures.add(failure);
                context.terminal().error(failure);
              });
      PreviewMaker previews = options.wantsPictures() ? new Thumbnails() : PreviewMaker.NONE;
      VqaReport answers = new VqaReport(dataset, scored, previews);
      EvaluationReport report =
          answers.report(facts(bundle.name(), dataset, start), failures, List.of(prior(scored)));
      if (folder != null) {
        folder.write(report, answers::writeResults);
      }
      options.print(report, context.terminal());
      return failures.isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      context.terminal().error(Failures.message(e));
      return ExitCode.UNUSABLE;
    }
  }

  /** What always giving a type's most common answer is worth on the same questions. */
  private String prior(AnswersScored scored) throws IOException {
    String known = priorData == null ? data : priorData;
    try (QuestionDataset source = QuestionData.open(known, priorSplit)) {
      AnswersScored prior =
          AnswersScored.of(
              scored.questions(), AnswerPriors.of(source.examples(), scored.questions()));
      return String.format(
          Locale.ROOT,
          "per-type prior, counted on split %s: %s",
          source.split(),
          AnswersScored.summary(prior.score()));
    }
  }

  private RunFacts facts(String name, QuestionDataset dataset, Instant start) {
    Map<String, String> search = new LinkedHashMap<>();
    search.put("answers", multipleChoice ? "multiple choice" : "open-ended");
    return options.facts("vqa", model, name, dataset.name(), dataset.contentHash(), search, start);
  }
}
