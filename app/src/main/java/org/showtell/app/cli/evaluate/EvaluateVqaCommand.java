package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.evaluation.AnswerPriors;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.evaluation.ScoredAnswers;
import org.showtell.app.evaluation.VqaEvaluation;
import org.showtell.app.evaluation.VqaReport;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.open.QuestionData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code showtell evaluate vqa}: a model's answers to a dataset's questions. */
@Command(
    name = "vqa",
    description = {
      "Answers the questions of a dataset and scores the answers by the official VQA accuracy.",
      "",
      "Prints one NAME VALUE per line, in percent. -o also writes the predictions in the official"
          + " results format, and a report with right and wrong answers."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell evaluate vqa -m mine.zip --data vqa:q.json,a.json,images \\",
      "      --split all -o results",
      "  showtell evaluate vqa -m mine.zip --data captions:flickr8k:DIR --split dev"
    })
public final class EvaluateVqaCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "Dataset with questions: vqa:QUESTIONS.json,ANNOTATIONS.json,IMAGES[,PATTERN],"
              + " visual7w:DATASET.json,IMAGES, cocoqa:DIR,IMAGES, questions:FILE,IMAGES, or"
              + " captions:DATA, which makes questions from captions.")
  private String data;

  @Option(
      names = "--multiple-choice",
      description = "Answer with one of a question's choices, where it has them (default: no).")
  private boolean multipleChoice;

  @Option(
      names = "--prior-split",
      paramLabel = "S",
      description = "Split that the prior baseline counts answers on (default: train).")
  private String priorSplit = "train";

  @Option(
      names = "--prior-data",
      paramLabel = "D",
      description =
          "Dataset that the prior baseline (each question type's most common answer) counts answers"
              + " on (default: that of --data).")
  private String priorData;

  @Mixin private EvaluationOptions options;

  public EvaluateVqaCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws OutputRefusedException, UsageException {
    return options.run(context, this::evaluate);
  }

  private EvaluationOptions.Outcome evaluate(EvaluationOptions.Session session, ModelBundle bundle)
      throws IOException {
    try (QuestionDataset all = QuestionData.open(data, options.split())) {
      QuestionDataset dataset = all.answered();
      dataset.notes().forEach(context.terminal()::note);
      ScoredAnswers scored =
          new VqaEvaluation(bundle, session.features(), session.encoderWeights())
              .run(
                  dataset,
                  multipleChoice,
                  done -> session.encoded(done, dataset.examples().size()),
                  session::failed);
      VqaReport answers = new VqaReport(dataset, scored, session.previews());
      Map<String, String> search =
          Map.of("answers", multipleChoice ? "multiple choice" : "open-ended");
      EvaluationReport report =
          answers.report(
              session.facts("vqa", bundle, dataset.name(), dataset.contentHash(), search),
              session.failures(),
              List.of(prior(scored)));
      return new EvaluationOptions.Outcome(report, answers::writeResults);
    }
  }

  /** The accuracy of always giving a question type's most common answer. */
  private String prior(ScoredAnswers scored) throws IOException {
    String known = priorData == null ? data : priorData;
    try (QuestionDataset source = QuestionData.open(known, priorSplit)) {
      ScoredAnswers prior =
          ScoredAnswers.of(
              scored.questions(), AnswerPriors.of(source.examples(), scored.questions()));
      return "per-type prior, counted on split %s: %s"
          .formatted(source.split(), ScoredAnswers.summary(prior.score()));
    }
  }
}
