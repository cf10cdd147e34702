package org.showtell.app.training.label;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.features.FrameExtraction;
import org.showtell.app.label.LabelledFrames;
import org.showtell.app.training.CachedFeatures;
import org.showtell.app.training.RunProvenance;
import org.showtell.app.training.TrainingCheckpoint;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingProgress;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.open.LabelData;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.decoder.label.LabelConfig;
import org.showtell.decoder.label.LabelNetwork;
import org.showtell.decoder.label.LabelTask;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;

/**
 * One {@code train label} run: from videos with labels to a bundle, which is written whenever the
 * accuracy on the validation split got better.
 */
public final class LabelTrainingRun {
  /** Frames of a training example whose frames have labels: gradients go back no further. */
  private static final int LONGEST = 100;

  private final LabelTrainingConfig config;
  private final TrainingReport report;

  /** A run that tells what it does to {@code report}. */
  public LabelTrainingRun(LabelTrainingConfig config, TrainingReport report) {
    this.config = config;
    this.report = report;
  }

  /**
   * Trains and writes the bundle.
   *
   * @param stop asked after each batch
   * @return where the run ended
   */
  public TrainingPosition run(BooleanSupplier stop) throws IOException {
    TrainingFiles files = config.files();
    TrainingFiles.Data sets = files.data();
    EncoderSource source = EncoderSource.of(files.encoder().name(), files.encoder().weights());
    try (CaptionDataset train = LabelData.openAll(sets.train(), sets.split());
        CaptionDataset dev = LabelData.openAll(sets.dev(), sets.devSplit());
        ImageEncoder encoder = source.open(FeatureKind.VECTOR)) {
      report.leftOut(train.notes(), dev.notes());
      List<String> labels = labels(train);
      FrameExtraction extraction = new FrameExtraction(encoder, config.frames());
      try (LabelledFrames trained = frames(train, labels, LONGEST, extraction);
          LabelledFrames measured = frames(dev, labels, Integer.MAX_VALUE, extraction)) {
        String hash = encoder.spec().weightsHash();
        return train(train, labels, trained, measured, source, hash, stop);
      }
    }
  }

  private static List<String> labels(CaptionDataset train) {
    TreeSet<String> labels = new TreeSet<>();
    train.examples().forEach(row -> labels.addAll(row.captions()));
    if (labels.size() < 2) {
      throw new IllegalArgumentException(
          train.name() + ": the labels must be at least 2 different ones, but got " + labels);
    }
    return List.copyOf(labels);
  }

  private LabelledFrames frames(
      CaptionDataset dataset, List<String> labels, int longest, FrameExtraction extraction)
      throws IOException {
    return LabelledFrames.of(
        dataset,
        config.network().scope(),
        labels,
        longest,
        extraction,
        config.files().encoder().features(),
        done -> report.encoded(done, dataset.examples().size()),
        report::note);
  }

  private TrainingPosition train(
      CaptionDataset dataset,
      List<String> labels,
      LabelledFrames trained,
      LabelledFrames measured,
      EncoderSource source,
      String encoderHash,
      BooleanSupplier stop)
      throws IOException {
    LabelTrainingConfig.Network sizes = config.network();
    LabelConfig network =
        new LabelConfig(
            trained.features().size(),
            labels.size(),
            sizes.units(),
            sizes.stack(),
            sizes.bidirectional(),
            sizes.scope(),
            sizes.dropout());
    TrainedLabeller model =
        new TrainedLabeller(
            config,
            network,
            labels,
            new RunProvenance.Trained(
                dataset.name(),
                dataset.contentHash(),
                trained.clips().size(),
                dataset.examples().size()),
            measured.examples(),
            source,
            encoderHash);
    double[] drawn =
        config
            .files()
            .data()
            .drawn(dataset.images(), trained.rows().stream().map(CaptionedImage::file).toList());
    TrainingFiles.Checkpoint at = config.files().checkpoint();
    TrainingCheckpoint checkpoint =
        new TrainingCheckpoint(at.folder(), config.fingerprint(dataset.contentHash(), encoderHash));
    SplittableRandom random = new SplittableRandom(config.trainer().seed());
    try (LabelNetwork fresh = new LabelNetwork(network, DataType.FLOAT, random)) {
      fresh.standardise(
          FeatureStandardisation.of(trained.features(), CachedFeatures.STATISTICS_IMAGES));
      report.note(
          String.format(
              Locale.ROOT,
              "%d examples, %d to measure on; %d labels; %s, %d units: %d parameters",
              trained.clips().size(),
              measured.clips().size(),
              labels.size(),
              sizes.stack().cell(),
              sizes.units(),
              fresh.parameters().count()));
      LabelTask task =
          new LabelTask(
              fresh, trained.examples(), config.trainer().regularisation().labelSmoothing(), drawn);
      try (TrainingLoop loop = new TrainingLoop(fresh.parameters(), config.trainer(), task)) {
        return new TrainingProgress(report, loop, checkpoint, model).run(at.resume(), stop);
      }
    }
  }
}
