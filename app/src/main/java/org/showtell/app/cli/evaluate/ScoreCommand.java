package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.evaluation.AnswerResults;
import org.showtell.app.evaluation.CaptionObjects;
import org.showtell.app.evaluation.CaptionResults;
import org.showtell.app.evaluation.CaptionScores;
import org.showtell.app.output.caption.RecordJson;
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
      "Scores a results file as coco-caption and the VQA evaluation do, whichever program wrote it.",
      "",
      "Prints one NAME VALUE per line: Bleu_1 to Bleu_4, METEOR, ROUGE_L and CIDEr for captions,"
          + " accuracy in percent for answers.",
      "",
      "--objects adds: objects_named_by_nobody, the fraction of the objects in captions that no"
          + " reference names; objects_recall, the fraction of the objects named by at least three"
          + " of five references that captions name; objects_kinds, the number of different objects"
          + " in captions. Objects are COCO's 80 classes with their synonyms."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell score --references captions_val2014.json --results results.json",
      "  showtell score --references Flickr8k.token.txt --results results.json \\",
      "      --split Flickr_8k.devImages.txt --per-image scores.jsonl -f json",
      "  showtell score --references refs.json --results results.json --objects",
      "  showtell score --annotations mscoco_val2014_annotations.json \\",
      "      --results answers.json"
    })
public final class ScoreCommand implements Callable<Integer> {
  private static final int CAPTION_DECIMALS = 4;
  private static final int PERCENT_DECIMALS = 2;

  private final CommandContext context;

  /** How scores are printed. */
  enum Format {
    /** One {@code NAME VALUE} per line. */
    text,
    /** One flat object. */
    json;

    /**
     * The scores as text.
     *
     * @param decimals of the text; whole numbers have none there, JSON has all there are
     */
    String text(Map<String, ? extends Number> scores, int decimals) throws IOException {
      if (this == json) {
        return RecordJson.line(scores) + "\n";
      }
      StringBuilder lines = new StringBuilder();
      scores.forEach(
          (name, value) ->
              lines.append(
                  value instanceof Integer
                      ? name + " " + value + "\n"
                      : String.format(Locale.ROOT, "%s %." + decimals + "f\n", name, value)));
      return lines.toString();
    }
  }

  @ArgGroup(multiplicity = "1")
  private References references;

  /** What is compared with. */
  private static final class References {
    @Option(
        names = "--references",
        paramLabel = "REFS",
        description =
            "Reference captions: a COCO captions JSON, a Flickr8k token file, or Kaggle's"
                + " captions.txt.")
    private Path captions;

    @Option(
        names = "--annotations",
        paramLabel = "FILE",
        description = "Reference answers: a VQA annotations JSON.")
    private Path answers;
  }

  @Option(
      names = "--results",
      required = true,
      paramLabel = "RESULTS",
      description =
          "Results file: [{\"image_id\":...,\"caption\":\"...\"}], or"
              + " [{\"question_id\":...,\"answer\":\"...\"}].")
  private Path results;

  @Option(
      names = "--split",
      paramLabel = "LIST",
      description = "File that lists the images to score, one id per line (default: all).")
  private Path split;

  @Option(
      names = {"--per-image", "--per-question"},
      paramLabel = "FILE",
      description = "File for the scores of each image, as JSON lines (default: none).")
  private Path perImage;

  @Option(
      names = "--objects",
      description = "Also score the objects that captions name (default: no).")
  private boolean objects;

  @Option(
      names = {"-f", "--format"},
      description = "Format of the scores on stdout: ${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  @Mixin private CommonOptions common;

  public ScoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException, OutputRefusedException {
    common.apply(context.terminal());
    if (references.answers != null && (split != null || objects)) {
      String option = split != null ? "--split" : "--objects";
      throw new UsageException(option + " is about captions: leave it out with --annotations");
    }
    try {
      if (references.answers != null) {
        scoreAnswers();
      } else {
        scoreCaptions();
      }
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new UsageException(e);
    }
  }

  private void scoreCaptions() throws IOException, OutputRefusedException {
    try (ScoreLines lines = lines("image_id", "caption")) {
      CaptionResults read = CaptionResults.read(references.captions, split, results);
      read.notes().forEach(context.terminal()::note);
      CaptionScores scores = CaptionScores.of(read.comparisons());
      Optional<CaptionObjects> counted =
          objects ? Optional.of(CaptionObjects.of(read.comparisons())) : Optional.empty();
      for (int i = 0; lines != null && i < read.results().size(); i++) {
        lines.write(
            read.results().get(i).id(),
            read.results().get(i).text(),
            scores.image(i),
            counted.isPresent() ? counted.get().image(i) : Map.of());
      }
      finish(lines);
      sayEmpty(read.emptyCaptions());
      context.terminal().note(CaptionScores.METEOR_NOTE);
      Map<String, Number> values = new LinkedHashMap<>(scores.corpus());
      counted.ifPresent(
          found -> {
            values.putAll(found.corpus());
            found.notes().forEach(context.terminal()::note);
          });
      context.print(format.text(values, CAPTION_DECIMALS));
    }
  }

  private void scoreAnswers() throws IOException, OutputRefusedException {
    try (ScoreLines lines = lines("question_id", "answer")) {
      AnswerResults read = AnswerResults.read(references.answers, results);
      read.notes().forEach(context.terminal()::note);
      VqaAccuracy.Score score = VqaAccuracy.compute(read.comparisons());
      for (int i = 0; lines != null && i < read.results().size(); i++) {
        lines.write(
            read.results().get(i).id(),
            read.results().get(i).text(),
            Map.of("accuracy", score.perQuestion().get(i)),
            Map.of());
      }
      finish(lines);
      context.print(format.text(AnswerResults.named(score), PERCENT_DECIMALS));
    }
  }

  // A file that cannot be written is found before the work is done.
  private ScoreLines lines(String idKey, String textKey) throws OutputRefusedException {
    return perImage == null ? null : new ScoreLines(perImage, idKey, textKey);
  }

  private static void finish(ScoreLines lines) throws IOException {
    if (lines != null) {
      lines.finish();
    }
  }

  private void sayEmpty(List<String> images) {
    if (!images.isEmpty()) {
      context
          .terminal()
          .error(
              "captions without words, scored as the judge scores them: %d (image %s)"
                  .formatted(images.size(), String.join(", ", images)));
    }
  }
}
