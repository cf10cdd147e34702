package org.showtell.app.training;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.dataset.ImageSource;

/**
 * What a training run reads and where it writes.
 *
 * @param data what {@code --data} named
 * @param split part of it to learn from
 * @param devData what {@code --dev} named
 * @param devSplit part of that to stop by
 * @param encoder what {@code --encoder} named
 * @param encoderWeights where weights are that do not ship
 * @param output bundle to write: a .zip or a folder
 * @param checkpoint folder of the checkpoint
 * @param resume go on from the checkpoint
 * @param features folder of the feature store
 * @param name what records will call the model
 * @param licence terms of the weights, for the model card; null to refer to the data's
 * @param command what the user typed, for the model card
 * @param weights how often each data set is drawn against its size, in the order of {@code --data};
 *     empty for once an epoch each
 * @param moreDev what {@code --dev} named beside {@code devData}, each scored by itself
 */
public record TrainingFiles(
    String data,
    String split,
    String devData,
    String devSplit,
    String encoder,
    EncoderWeights encoderWeights,
    Path output,
    Path checkpoint,
    boolean resume,
    Path features,
    String name,
    String licence,
    String command,
    List<Double> weights,
    List<String> moreDev) {

  /** Copies the lists. */
  public TrainingFiles {
    weights = List.copyOf(weights);
    moreDev = List.copyOf(moreDev);
  }

  /** Files of data sets that are all drawn once an epoch, with one to stop by. */
  public TrainingFiles(
      String data,
      String split,
      String devData,
      String devSplit,
      String encoder,
      EncoderWeights encoderWeights,
      Path output,
      Path checkpoint,
      boolean resume,
      Path features,
      String name,
      String licence,
      String command) {
    this(
        data,
        split,
        devData,
        devSplit,
        encoder,
        encoderWeights,
        output,
        checkpoint,
        resume,
        features,
        name,
        licence,
        command,
        List.of(),
        List.of());
  }

  /** All data sets to stop by. */
  public List<String> devSets() {
    return Stream.concat(Stream.of(devData), moreDev.stream()).toList();
  }

  /**
   * How often each image's examples are drawn in an epoch; null for once each.
   *
   * @param images of the data sets as one
   * @param files the images' names in it
   */
  public double[] drawn(ImageSource images, List<String> files) {
    return weights.isEmpty()
        ? null
        : files.stream().mapToDouble(file -> weights.get(images.part(file))).toArray();
  }

  /** What a checkpoint must know of the weights; empty where there are none. */
  public String drawing() {
    return weights.isEmpty() ? "" : "\ndrawn " + weights;
  }

  /** The terms to state of weights that learnt from this data. */
  public String terms(String learntFrom) {
    return licence != null
        ? licence
        : "The weights are under the terms of the data they were trained on: "
            + DataName.withoutFolders(learntFrom);
  }

  /** The same with another encoder. */
  public TrainingFiles withEncoder(String other) {
    return new TrainingFiles(
        data,
        split,
        devData,
        devSplit,
        other,
        encoderWeights,
        output,
        checkpoint,
        resume,
        features,
        name,
        licence,
        command,
        weights,
        moreDev);
  }

  /** The same with other data. */
  public TrainingFiles withData(String train, String dev) {
    return withData(train, List.of(dev));
  }

  /** The same with other data, and with one data set or more to stop by. */
  public TrainingFiles withData(String train, List<String> dev) {
    return new TrainingFiles(
        train,
        split,
        dev.get(0),
        devSplit,
        encoder,
        encoderWeights,
        output,
        checkpoint,
        resume,
        features,
        name,
        licence,
        command,
        weights,
        dev.subList(1, dev.size()));
  }
}
