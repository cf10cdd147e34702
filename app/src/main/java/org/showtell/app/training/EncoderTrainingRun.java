package org.showtell.app.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.showtell.app.model.EncoderSource;
import org.showtell.app.model.ModelCatalog;
import org.showtell.coco.CaptionData;
import org.showtell.coco.CaptionDataset;
import org.showtell.coco.CaptionedImage;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.training.distillation.DevScore;
import org.showtell.encoder.training.distillation.Distillation;
import org.showtell.encoder.training.distillation.DistillationCheckpoint;
import org.showtell.encoder.training.distillation.DistillationPosition;
import org.showtell.encoder.training.distillation.DistillationReport;
import org.showtell.encoder.training.distillation.LossParts;
import org.showtell.encoder.training.distillation.PhotoStore;
import org.showtell.encoder.training.distillation.RateRange;
import org.showtell.encoder.training.distillation.WordLabels;
import org.showtell.encoder.training.teacher.Teacher;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/**
 * One {@code train encoder} run: photos are decoded, a teacher looks at them, and the starter's
 * network learns to see the same. The file that {@code --encoder} takes is written whenever dev got
 * better.
 */
public final class EncoderTrainingRun {
  private final EncoderTrainingConfig config;
  private final EncoderTrainingReport report;

  /** A run that tells what it does to {@code report}. */
  public EncoderTrainingRun(EncoderTrainingConfig config, EncoderTrainingReport report) {
    this.config = config;
    this.report = report;
  }

  /**
   * Trains and writes the encoder.
   *
   * @param teacher whom to learn from; the caller closes it
   * @param stop asked after each step
   * @return where the run ended
   */
  public DistillationPosition run(Teacher teacher, BooleanSupplier stop) throws IOException {
    return prepared(
        teacher,
        run -> {
          if (config.resume()) {
            run.resume();
          } else {
            report.note("before the first step: " + run.score());
          }
          return run.run(stop);
        });
  }

  /**
   * Tries learning rates in place of a run, and writes nothing but the decoded photos.
   *
   * @param teacher whom to learn from; the caller closes it
   * @param steps to try them in
   * @param stop asked after each step
   * @return the loss at each rate
   */
  public RateRange tryRates(Teacher teacher, int steps, BooleanSupplier stop) throws IOException {
    if (config.resume()) {
      throw new IllegalArgumentException(
          "rates are tried from the first weights, but got --resume; leave it out");
    }
    return prepared(teacher, run -> run.tryRates(steps, stop));
  }

  /** What is done once the teacher has looked at the photos. */
  private interface Work<T> {
    T with(Distillation run) throws IOException;
  }

  private <T> T prepared(Teacher teacher, Work<T> work) throws IOException {
    EncoderPreset preset = EncoderPreset.named(ModelCatalog.STARTER);
    VggWeights init = init(preset);
    DecodedPhotos photos = new DecodedPhotos(config, teacher.side(), report);
    WordLabels words = words(photos);
    String fingerprint =
        String.join(
            "\n",
            "photos " + photos.fingerprint(),
            "teacher " + teacher.hash(),
            "first weights " + (init == null ? EncoderTrainingConfig.RANDOM : init.hash()),
            "words " + words.words().hashCode());
    DistillationCheckpoint checkpoint =
        new DistillationCheckpoint(config.checkpoint(), fingerprint);
    if (config.resume() && !checkpoint.exists()) {
      throw new IOException(
          config.checkpoint() + ": there is no checkpoint in it; start without --resume");
    }
    report.note("the teacher looks at the photos");
    try (PhotoStore train = photos.openTrain();
        PhotoStore dev = photos.openDev();
        Distillation run =
            new Distillation(
                preset,
                init,
                teacher,
                train,
                dev,
                words,
                config.distillation(),
                checkpoint,
                new Reporter(teacher, train.count()))) {
      return work.with(run);
    }
  }

  private VggWeights init(EncoderPreset preset) throws IOException {
    if (config.init().equals(EncoderTrainingConfig.RANDOM)) {
      return null;
    }
    EncoderSource source = EncoderSource.of(config.init());
    if (source.carriedWeights() == null
        || !source.preset().vgg().stages().equals(preset.vgg().stages())) {
      throw new IllegalArgumentException(
          "--init "
              + config.init()
              + " has the network "
              + source.preset().name()
              + ", but it is the starter's that learns; name a model with it, a .safetensors file,"
              + " or random");
    }
    try (SafetensorsFile weights = SafetensorsFile.read(source.carriedWeights(), config.init())) {
      return VggWeights.read(weights, preset.vgg());
    }
  }

  /** Decodes the photos unless an earlier run did, and makes labels of their captions. */
  private WordLabels words(DecodedPhotos photos) throws IOException {
    if (config.data() == null) {
      if (!config.resume()) {
        photos.store(List.of(), null);
      }
      return WordLabels.none();
    }
    try (CaptionDataset data = CaptionData.openImages(config.data(), config.split())) {
      if (!config.resume()) {
        photos.store(data.examples(), data.images());
      }
      Map<String, CaptionedImage> byId = new HashMap<>();
      data.examples().forEach(example -> byId.put(example.id(), example));
      List<CaptionedImage> examples = photos.captioned().stream().map(byId::get).toList();
      if (examples.contains(null)) {
        throw new IOException(
            config.data() + " has changed since the run began; start without --resume");
      }
      WordLabels labels = new CaptionWords().labels(examples);
      report.note(
          String.format(
              Locale.ROOT,
              "%d words of the captions of %d photos are labels too",
              labels.words().size(),
              examples.size()));
      return labels;
    }
  }

  /** Writes the encoder when it got better. */
  private final class Reporter implements DistillationReport {
    private final Teacher teacher;
    private final int photos;

    Reporter(Teacher teacher, int photos) {
      this.teacher = teacher;
      this.photos = photos;
    }

    @Override
    public void note(String line) {
      report.note(line);
    }

    @Override
    public void step(long step, long steps, int size, LossParts mean) {
      report.step(step, steps, size, mean);
    }

    @Override
    public void epoch(int epoch, LossParts mean, DevScore dev, boolean best) {
      report.epoch(epoch, mean, dev, best);
    }

    @Override
    public void better(VggWeights weights, DevScore dev) throws IOException {
      Map<String, String> metadata = new LinkedHashMap<>();
      metadata.put("format", "showtell");
      metadata.put("encoder", ModelCatalog.STARTER);
      metadata.put("teacher", "sha256:" + teacher.hash());
      metadata.put("photos", Integer.toString(photos));
      metadata.put("dev", dev.toString());
      metadata.put("seed", Long.toString(config.distillation().seed()));
      metadata.put("command", config.command());
      write(weights, metadata);
    }
  }

  private void write(VggWeights weights, Map<String, String> metadata) throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    EncoderPreset.named(ModelCatalog.STARTER)
        .architecture()
        .tensorShapes()
        .forEach(
            (name, shape) ->
                tensors.put(
                    name,
                    Tensor.f16(
                        weights.require(name, shape),
                        shape.stream().mapToInt(Integer::intValue).toArray())));
    Path output = config.output().toAbsolutePath();
    Files.createDirectories(output.getParent());
    Path partial = output.resolveSibling(output.getFileName() + ".part");
    try {
      SafetensorsFile.write(partial, tensors, metadata);
      Files.move(partial, output, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
