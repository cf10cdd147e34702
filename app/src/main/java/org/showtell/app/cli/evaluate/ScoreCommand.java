package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Failures;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.evaluation.AnswerResults;
import org.showtell.app.evaluation.CaptionObjects;
import org.showtell.app.evaluation.CaptionResults;
import org.showtell.app.evaluation.CaptionScores;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.report.ScoreLines;
import org.showtell.metric.VqaAccuracy;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code showtell score}: any results file against human captions or answers, without a model. */
@Command(
    name = "score",
    description = {
      "Scores a results file as the official judges do, whichever program wrote it.",
      "",
      "Prints one NAME VALUE per line: Bleu_1 to Bleu_4, METEOR, ROUGE_L and CIDEr of captions,"
          + " the accuracy in percent of answers.",
      "",
      "With --objects, of captions too: objects_named_by_nobody, the share of the objects named"
          + " that no person names; objects_recall, the share named of the objects that three of"
          + " five people name; objects_kinds, how many different objects are named. Objects are"
          + " COCO's 80 classes with their synonyms."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell score --references captions_val2014.json --results results.json",
      "  showtell score --references Flickr8k.token.txt --split Flickr_8k.devImages.txt \\",
      "      --results results.json --per-image scores.jsonl -f json",
      "  showtell score --references captions_val2014.json --results results.json --objects",
      "  showtell score --annotations mscoco_val2014_annotations.json --results answers.json"
    })
public final class ScoreCommand implements Callable<Integer> {
  private static final int CAPTION_DECIMALS = 4;
  private static final int PERCENT_DECIMALS = 2;

  private final CommandContext context;

  @ArgGroup(multiplicity = "1")
  private References references;

  /** What is compared with. */
  private static final class References {
    @Option(
        names = "--references",
        paramLabel = "REFS",
        description = "COCO's captions JSON or Flickr8k's token file.")
    private Path captions;

    @Option(
        names = "--annotations",
        paramLabel = "FILE",
        description = "VQA's annotations JSON: answers are scored.")
    private Path answers;
  }

  @Option(
      names = "--results",
      required = true,
      paramLabel = "RESULTS",
      description =
          "[{\"image_id\":...,\"caption\":\"...\"}], or"
              + " [{\"question_id\":...,\"answer\":\"...\"}].")
  private Path results;

  @Option(
      names = "--split",
      paramLabel = "LIST",
      description = "Only the images of this list: one id or file name per line.")
  private Path split;

  @Option(
      names = {"--per-image", "--per-question"},
      paramLabel = "FILE",
      description = "Where to write the scores of each image too, as JSON lines.")
  private Path perImage;

  @Option(
      names = "--objects",
      description = {
        "Score too which objects the captions name and whether people name them;",
        "--per-image lists them."
      })
  private boolean objects;

  @Option(
      names = {"-f", "--format"},
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private ScoreFormat format = ScoreFormat.text;

  @Mixin private CommonOptions common;

  public ScoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException, OutputRefusedException {
    common.apply(context.terminal());
    if (references.answers != null && split != null) {
      throw new UsageException("--split is about captions: leave it out with --annotations");
    }
    if (references.answers != null && objects) {
      throw new UsageException("--objects is about captions: leave it out with --annotations");
    }
    try {
      if (references.answers != null) {
        scoreAnswers();
      } else {
        scoreCaptions();
      }
      return ExitCode.DONE;
    } catch (IOException e) {
      context.terminal().error(Failures.message(e));
      return ExitCode.UNUSABLE;
    }
  }

  private void scoreCaptions() throws IOException, OutputRefusedException {
    try (ScoreLines lines = lines("image_id", "caption")) {
      CaptionResults read = CaptionResults.read(references.captions, split, results);
      CaptionScores scores = CaptionScores.of(read.comparisons());
      Optional<CaptionObjects> counted =
          objects ? Optional.of(CaptionObjects.of(read.comparisons())) : Optional.empty();
      write(
          lines,
          read.results().size(),
          i -> read.results().get(i).id(),
          i -> read.results().get(i).text(),
          scores::image,
          i -> counted.map(found -> found.image(i)).orElse(Map.of()));
      sayEmpty(read.emptyCaptions());
      context.terminal().note(CaptionScores.METEOR_NOTE);
      Map<String, Number> values = new LinkedHashMap<>(scores.corpus());
      counted.ifPresent(
          found -> {
            values.putAll(found.corpus());
            found.notes().forEach(context.terminal()::note);
          });
      format.print(values, CAPTION_DECIMALS, context.terminal());
    }
  }

  private void scoreAnswers() throws IOException, OutputRefusedException {
    try (ScoreLines lines = lines("question_id", "answer")) {
      AnswerResults read = AnswerResults.read(references.answers, results);
      VqaAccuracy.Score score = VqaAccuracy.compute(read.comparisons());
      write(
          lines,
          read.results().size(),
          i -> read.results().get(i).id(),
          i -> read.results().get(i).text(),
          i -> Map.of("accuracy", score.perQuestion().get(i)),
          i -> Map.of());
      format.print(AnswerResults.named(score), PERCENT_DECIMALS, context.terminal());
    }
  }

  /** A place that cannot be written is found before the work is done. */
  private ScoreLines lines(String idKey, String textKey) throws OutputRefusedException {
    return perImage == null ? null : new ScoreLines(perImage, idKey, textKey);
  }

  private static void write(
      ScoreLines lines,
      int size,
      IntFunction<String> id,
      IntFunction<String> text,
      IntFunction<Map<String, Double>> scores,
      IntFunction<Map<String, List<String>>> lists)
      throws IOException {
    if (lines == null) {
      return;
    }
    for (int i = 0; i < size; i++) {
      lines.write(id.apply(i), text.apply(i), scores.apply(i), lists.apply(i));
    }
    lines.finish();
  }

  private void sayEmpty(List<String> images) {
    if (!images.isEmpty()) {
      context
          .terminal()
          .error(
              "captions without words, scored as the judge scores them: "
                  + images.size()
                  + " (image "
                  + String.join(", ", images)
                  + ")");
    }
  }
}
