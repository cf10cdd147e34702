package org.showtell.app.training;

import java.nio.file.Path;
import org.showtell.app.model.EncoderWeights;

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
    String command) {

  /** The terms to state of weights that learnt from this data. */
  String terms(String learntFrom) {
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
        command);
  }

  /** The same with other data. */
  public TrainingFiles withData(String train, String dev) {
    return new TrainingFiles(
        train,
        split,
        dev,
        devSplit,
        encoder,
        encoderWeights,
        output,
        checkpoint,
        resume,
        features,
        name,
        licence,
        command);
  }
}
