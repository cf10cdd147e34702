package org.showtell.app.cli.train;

import java.nio.file.Path;
import java.util.List;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.training.TrainingFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every training about files: data splits, the encoder, the bundle, the cache. */
final class TrainingFileOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "M.zip",
      description = "Bundle to write: a .zip, or a folder.")
  private Path output;

  @Option(
      names = "--split",
      paramLabel = "S",
      description = "Training split of --data (default: train).")
  private String split = "train";

  @Option(
      names = "--dev",
      paramLabel = "D2",
      description =
          "Validation data, by which the best epoch is chosen, or the threshold of keywords"
              + " (default: the first --data). Repeat for several datasets: their mean score"
              + " counts, and the threshold holds for each.")
  private List<String> devData;

  @Option(
      names = "--dev-split",
      paramLabel = "S",
      description = "Validation split of --dev (default: dev).")
  private String devSplit = "dev";

  @Option(
      names = "--encoder",
      paramLabel = "NAME|FILE",
      description =
          "Image encoder: that of a model (starter: an efficientnet-lite2); vgg16, vgg16-notop,"
              + " vgg16-torchvision, vgg19 or vgg19-notop; efficientnet-lite2 or small-vgg with"
              + " --weights, or their .safetensors. NAME@N resizes photos to N pixels a side, for"
              + " encoders of plain convolutions (default: starter).")
  private String encoder;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "Weights of the encoder: Keras' .h5, Deeplearning4j's .zip, PyTorch's .pth or"
              + " .safetensors (default: the downloaded ones).")
  private Path weights;

  @Option(
      names = "--name",
      description = "Model name that results and the card show (default: the file's name).")
  private String name;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "Folder that caches image features between runs (default: the cache folder).")
  private Path features;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Licence of the weights, for the model's card (default: the data's).")
  private String licence;

  boolean namesEncoder() {
    return encoder != null;
  }

  Path output() {
    return output;
  }

  /**
   * What is read and written.
   *
   * @param data what {@code --data} named, one dataset or more
   * @param dataWeights one for each dataset, or none
   */
  TrainingFiles files(
      List<String> data,
      CommandContext context,
      TrainingFiles.Checkpoint checkpoint,
      List<Double> dataWeights,
      TrainingFiles.Sentences text) {
    List<String> dev = devData == null ? data.subList(0, 1) : devData;
    return new TrainingFiles(
        new TrainingFiles.Data(data, split, dev, devSplit, dataWeights),
        text,
        new TrainingFiles.Encoder(
            encoder == null ? ModelCatalog.STARTER : encoder,
            context.encoderWeights().orFile(weights),
            context.features(features)),
        new TrainingFiles.Output(
            output,
            name == null ? CheckpointOptions.name(output) : name,
            licence,
            Usage.commandLine(command)),
        checkpoint);
  }
}
