package org.showtell.app.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.showtell.app.model.EncoderSource;
import org.showtell.app.pipeline.DatasetFeatures;
import org.showtell.app.pipeline.FeatureExtraction;
import org.showtell.coco.CaptionDataset;
import org.showtell.coco.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.training.TeacherEnsemble;
import org.showtell.decoder.training.TrainingExamples;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;

/** The trained models that a run learns from beside the captions, each with its own encoder. */
final class CaptionTeachers implements AutoCloseable {
  private final CaptionTrainingConfig config;
  private final TrainingReport report;
  private final TeacherEnsemble ensemble;
  private final List<DatasetFeatures> features = new ArrayList<>();

  private CaptionTeachers(CaptionTrainingConfig config, TrainingReport report) {
    this.config = config;
    this.report = report;
    ensemble = config.teachers().isEmpty() ? null : new TeacherEnsemble(config.teachers().weight());
  }

  /**
   * Opens the models that the configuration names, if any, and shows them the images.
   *
   * @param vocabulary of the network that learns, which must be theirs
   * @param examples that it learns from
   * @throws IllegalArgumentException that names a model with other words
   */
  static CaptionTeachers open(
      CaptionTrainingConfig config,
      CaptionDataset dataset,
      Vocabulary vocabulary,
      TrainingExamples examples,
      TrainingReport report)
      throws IOException {
    CaptionTeachers teachers = new CaptionTeachers(config, report);
    try {
      for (String name : config.teachers().models()) {
        teachers.add(name, dataset, vocabulary, examples);
      }
      return teachers;
    } catch (IOException | RuntimeException e) {
      teachers.close();
      throw e;
    }
  }

  private void add(
      String name, CaptionDataset dataset, Vocabulary vocabulary, TrainingExamples examples)
      throws IOException {
    StartingModel model = StartingModel.open(name);
    if (!model.vocabulary().words().equals(vocabulary.words())) {
      throw new IllegalArgumentException(
          "--teacher "
              + name
              + " has "
              + model.vocabulary().size()
              + " words that are not the "
              + vocabulary.size()
              + " of this run; name a model that was trained with the same --data and"
              + " --min-word-count");
    }
    FeatureKind kind = model.decoder().attends() ? FeatureKind.GRID : FeatureKind.VECTOR;
    int total = dataset.examples().size();
    EncoderSource source = EncoderSource.of(name, config.files().encoderWeights());
    try (ImageEncoder encoder = source.open(kind)) {
      DatasetFeatures seen =
          new FeatureExtraction(encoder, kind, config.files().features())
              .extract(dataset, done -> report.encoded(done, total));
      features.add(seen);
      ensemble.add(
          CaptionNetwork.restore(model.decoder(), model.weights()),
          new TrainingExamples(examples.sentences(), examples.images(), seen));
    }
    report.note("learns from " + name + " too");
  }

  /** The models; null if there are none. */
  TeacherEnsemble ensemble() {
    return ensemble;
  }

  @Override
  public void close() throws IOException {
    if (ensemble != null) {
      ensemble.close();
    }
    for (DatasetFeatures one : features) {
      one.close();
    }
  }
}
