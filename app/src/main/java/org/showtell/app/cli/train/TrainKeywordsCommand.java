package org.showtell.app.cli.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.cli.terminal.CacheFolder;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.RunOptions;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.keywords.KeywordTrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code showtell train keywords}: a word detector from photos with captions. */
@Command(
    name = "keywords",
    description = {
      "Trains a word detector alone and writes it as a bundle, without a captioner.",
      "",
      "It learns the words of captions, the thousand commonest. The threshold for users is the"
          + " least one at which people used 85 % of the keywords given, on each dev set. train"
          + " caption --like semantic learns the same detector beside its captioner.",
      "",
      "Prints the scores on dev, one NAME VALUE per line, as evaluate keywords does; with several"
          + " dev sets the name of each comes first."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell train keywords --data flickr8k:DIR -o words.zip",
      "  showtell train keywords --data coco:train.json,train2017 --dev coco:val.json,val2017 \\",
      "      --dev-split all -o words.zip",
      "  showtell evaluate keywords -m words.zip --data coco:val.json,val2017 --split all"
    })
public final class TrainKeywordsCommand implements Callable<Integer> {
  private static final String EXTENSION = ".zip";

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "flickr8k:DIR, coco:ANNOTATIONS.json,IMAGES, karpathy:dataset.json,IMAGES or folder:DIR."
              + " Given again: learnt together.")
  private List<String> data;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "M.zip",
      description = "The bundle: a .zip, or a folder.")
  private Path output;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description =
          "Sentences without photos, one a line (.gz too): their words count where the thousand"
              + " are chosen.")
  private Path text;

  @Option(names = "--split", paramLabel = "S", description = "Part to learn (${DEFAULT-VALUE}).")
  private String split = "train";

  @Option(
      names = "--dev",
      paramLabel = "D2",
      description =
          "Data to score and to choose the threshold by (the first of --data). Given again: the"
              + " threshold holds for each.")
  private List<String> devData;

  @Option(names = "--dev-split", paramLabel = "S", description = "Its part (${DEFAULT-VALUE}).")
  private String devSplit = "dev";

  @Option(
      names = "--encoder",
      paramLabel = "NAME|FILE",
      description = "As train caption's: a name, a model or a weight file (${DEFAULT-VALUE}).")
  private String encoder = ModelCatalog.STARTER;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "The encoder's weights (the downloaded ones).")
  private Path weights;

  @Option(names = "--name", description = "What results call the model (the file's name).")
  private String name;

  @Option(names = "--seed", paramLabel = "N", description = "Of all chance (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "Where image features are kept between runs (the cache folder).")
  private Path features;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Terms of the weights, for the model's card (the data's).")
  private String licence;

  @Mixin private CommonOptions common;

  private final CommandContext context;

  public TrainKeywordsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    common.apply(context.terminal());
    TrainingConsole console = new TrainingConsole(context.terminal(), "photos", "precision");
    KeywordTrainingRun run = new KeywordTrainingRun(files(), seed, console);
    return TrainingSession.run(
        stop -> train(run, stop), console, context.terminal(), "stopping; nothing is written");
  }

  private void train(KeywordTrainingRun run, BooleanSupplier stop) throws IOException {
    Map<String, Map<String, Number>> scores = run.run(stop);
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    scores.forEach(
        (set, values) ->
            values.forEach(
                (score, value) ->
                    lines.add(
                        String.format(
                            Locale.ROOT,
                            "%s%s %.4f",
                            scores.size() == 1 ? "" : set + " ",
                            score,
                            value.doubleValue()))));
    context.terminal().data().write(lines.toString().getBytes(StandardCharsets.UTF_8));
    context.terminal().note("finished; model " + output);
  }

  private TrainingFiles files() {
    List<String> dev = devData == null ? data.subList(0, 1) : devData;
    String command =
        "showtell " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    return new TrainingFiles(
        new TrainingFiles.Data(data, split, dev, devSplit, List.of()),
        text == null ? TrainingFiles.Sentences.NONE : new TrainingFiles.Sentences(text, 1),
        new TrainingFiles.Encoder(
            encoder,
            context.encoderWeights().orFile(weights),
            features == null
                ? CacheFolder.of(context.surroundings().environment()).resolve("features")
                : features),
        new TrainingFiles.Output(
            output, name == null ? RunOptions.bareName(output, EXTENSION) : name, licence, command),
        new TrainingFiles.Checkpoint(null, false));
  }
}
