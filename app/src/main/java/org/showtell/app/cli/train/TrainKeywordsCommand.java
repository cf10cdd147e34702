package org.showtell.app.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.keywords.KeywordTrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code showtell train keywords}: a word detector from photos with captions. */
@Command(
    name = "keywords",
    description = {
      "Trains a keyword detector and writes it as a bundle, without a captioner.",
      "",
      "It detects the thousand most common words of captions. Its threshold is the least one at"
          + " which 85 %% of the predicted keywords are in the captions, on each validation set."
          + " train caption --like semantic trains the same detector with its captioner.",
      "",
      "Prints the validation scores, one NAME VALUE per line, as evaluate keywords does; with"
          + " several validation sets the name of each comes first."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell train keywords --data flickr8k:DIR -o words.zip",
      "  showtell train keywords --data coco:train.json,train2017 \\",
      "      --dev coco:val.json,val2017 --dev-split all -o words.zip",
      "  showtell evaluate keywords -m words.zip --data folder:photos --split all"
    })
public final class TrainKeywordsCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "Training data: flickr8k:DIR, coco:ANNOTATIONS.json,IMAGES, karpathy:dataset.json,IMAGES"
              + " or folder:DIR. Repeat to train on several datasets.")
  private List<String> data;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description =
          "Sentences without photos, one per line (.gz too), whose words count when the thousand"
              + " words are chosen (default: none).")
  private Path text;

  @Mixin private TrainingFileOptions files;

  @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
  private long seed = 1;

  @Mixin private CommonOptions common;

  private final CommandContext context;

  public TrainKeywordsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException {
    common.apply(context.terminal());
    TrainingConsole console = new TrainingConsole(context.terminal(), "photos", "precision");
    KeywordTrainingRun run =
        new KeywordTrainingRun(
            files.files(
                data,
                context,
                new TrainingFiles.Checkpoint(null, false),
                List.of(),
                text == null ? TrainingFiles.Sentences.NONE : new TrainingFiles.Sentences(text, 1)),
            seed,
            console);
    return console.run(stop -> train(run, stop), "stopping; nothing is written");
  }

  private void train(KeywordTrainingRun run, BooleanSupplier stop) throws IOException {
    Map<String, Map<String, Number>> scores = run.run(stop);
    StringBuilder lines = new StringBuilder();
    scores.forEach(
        (set, values) -> {
          String name = scores.size() == 1 ? "" : set + " ";
          values.forEach(
              (score, value) ->
                  lines.append(
                      String.format(Locale.ROOT, "%s%s %.4f\n", name, score, value.doubleValue())));
        });
    context.print(lines.toString());
    context.terminal().note("finished; model " + files.output());
  }
}
