package org.showtell.benchmarks.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.showtell.app.model.EncoderSource;
import org.showtell.coco.CaptionData;
import org.showtell.coco.CaptionDataset;
import org.showtell.coco.CaptionedImage;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.training.distillation.LinearFit;
import org.showtell.encoder.training.teacher.Teacher;
import org.showtell.encoder.vgg.VggNetwork;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.SafetensorsFile;

/**
 * What an encoder is worth on photos that it has not learnt from: beside its teacher, and by
 * itself.
 *
 * <pre>
 *   EncoderStudy DATA ENCODER [TEACHER.onnx]
 *   EncoderStudy flickr8k:DIR starter|FILE.safetensors|FILE.safetensors@SIDE mobilenet.onnx
 * </pre>
 *
 * <p>Prints, of the dev split: the linear probe of the 50 commonest nouns (mean average precision);
 * the cosine of its pooled features, mapped linearly into the teacher's space, to the teacher's,
 * and the share of photos with the teacher's first class; the cosine of photos that were enlarged
 * four times to the photos themselves; and, for a file in full precision, of half precision to
 * full.
 */
public final class EncoderStudy {
  private static final int NOUNS = 50;
  private static final double RIDGE = 1e-3;
  private static final double SAME = 0.995;

  private final CaptionDataset train;
  private final CaptionDataset dev;

  private EncoderStudy(CaptionDataset train, CaptionDataset dev) {
    this.train = train;
    this.dev = dev;
  }

  /** Runs the study of its arguments. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2 || arguments.length > 3) {
      throw new IllegalArgumentException(
          "Expected DATA ENCODER [TEACHER.onnx] but got " + List.of(arguments));
    }
    try (CaptionDataset train = CaptionData.open(arguments[0], "train");
        CaptionDataset dev = CaptionData.open(arguments[0], "dev")) {
      new EncoderStudy(train, dev).run(arguments[1], arguments.length > 2 ? arguments[2] : null);
    }
  }

  private void run(String encoderName, String teacherFile) throws IOException {
    ProbeNouns lexicon = new ProbeNouns();
    List<String> nouns = lexicon.commonest(dev.examples(), NOUNS);
    print("nouns: %s", String.join(" ", nouns));
    float[] labels = labels(lexicon, nouns, train.examples());
    float[] devLabels = labels(lexicon, nouns, dev.examples());
    try (ImageEncoder encoder = EncoderSource.of(encoderName).open(FeatureKind.VECTOR)) {
      Preprocessing pixels = encoder.spec().preprocessing();
      PhotoFeatures.Look look = batch -> encoder.encodeVector(batch).values();
      float[] of = PhotoFeatures.of(train, pixels, file -> file, look);
      float[] ofDev = PhotoFeatures.of(dev, pixels, file -> file, look);
      print("probe: %.4f", probe(of, labels, ofDev, devLabels));
      enlarged(pixels, look, ofDev);
      Path file = Path.of(encoderName.replaceFirst("@[0-9]+$", ""));
      if (file.toString().endsWith(".safetensors")) {
        halfPrecision(file, EncoderSource.of(encoderName).preset(), pixels, ofDev);
      }
      if (teacherFile != null) {
        try (Teacher teacher = Teacher.open(Path.of(teacherFile))) {
          besideTeacher(teacher, of, labels, ofDev, devLabels);
        }
      }
    }
  }

  private static float[] labels(
      ProbeNouns lexicon, List<String> nouns, List<CaptionedImage> photos) {
    float[] labels = new float[photos.size() * nouns.size()];
    for (int p = 0; p < photos.size(); p++) {
      Set<String> named = lexicon.of(photos.get(p));
      for (int n = 0; n < nouns.size(); n++) {
        labels[p * nouns.size() + n] = named.contains(nouns.get(n)) ? 1 : 0;
      }
    }
    return labels;
  }

  private double probe(float[] of, float[] labels, float[] ofDev, float[] devLabels) {
    return LinearProbe.meanAveragePrecision(
        of, labels, train.examples().size(), ofDev, devLabels, dev.examples().size());
  }

  private void enlarged(Preprocessing pixels, PhotoFeatures.Look look, float[] ofDev) {
    float[] large = PhotoFeatures.of(dev, pixels, Upscaled::png, look);
    double[] cosines = PhotoFeatures.cosines(ofDev, large, dev.examples().size());
    Arrays.sort(cosines);
    print(
        "enlarged four times: cosine %.3f or more for %.1f %% of the photos; least %.4f, 1st percentile"
            + " %.4f, median %.4f",
        SAME,
        100.0 * Arrays.stream(cosines).filter(c -> c >= SAME).count() / cosines.length,
        cosines[0],
        cosines[cosines.length / 100],
        cosines[cosines.length / 2]);
  }

  private void halfPrecision(Path file, EncoderPreset preset, Preprocessing pixels, float[] ofDev)
      throws IOException {
    try (SafetensorsFile weights = SafetensorsFile.open(file);
        VggNetwork full =
            new VggNetwork(
                preset.vgg(), preset.preprocessing(), VggWeights.read(weights, preset.vgg()))) {
      float[] exact =
          PhotoFeatures.of(dev, pixels, f -> f, batch -> full.encodeVector(batch).values());
      double[] cosines = PhotoFeatures.cosines(ofDev, exact, dev.examples().size());
      print(
          "half precision against the file's own %s: mean cosine %.6f, least %.6f",
          weights.type("conv1.weight"),
          Arrays.stream(cosines).average().orElseThrow(),
          Arrays.stream(cosines).min().orElseThrow());
    }
  }

  private void besideTeacher(
      Teacher teacher, float[] of, float[] labels, float[] ofDev, float[] devLabels) {
    Preprocessing raw = PhotoFeatures.raw(teacher);
    int size = teacher.size();
    int classes = teacher.classes();
    PhotoFeatures.Look look = batch -> joined(teacher, batch);
    float[] trainViews = PhotoFeatures.of(train, raw, file -> file, look);
    float[] devViews = PhotoFeatures.of(dev, raw, file -> file, look);
    int photos = train.examples().size();
    int devPhotos = dev.examples().size();
    float[] pooled = columns(trainViews, photos, 0, size);
    float[] devPooled = columns(devViews, devPhotos, 0, size);
    print("probe of the teacher: %.4f", probe(pooled, labels, devPooled, devLabels));
    LinearFit classifier =
        LinearFit.of(pooled, columns(trainViews, photos, size, classes), photos, 1e-7);
    float[] mapped = LinearFit.of(of, pooled, photos, RIDGE).apply(ofDev);
    double cosine =
        Arrays.stream(PhotoFeatures.cosines(mapped, devPooled, devPhotos)).average().orElseThrow();
    float[] own = classifier.apply(mapped);
    int agreed = 0;
    for (int p = 0; p < devPhotos; p++) {
      agreed +=
          largest(own, p * classes, classes)
                  == largest(devViews, p * (size + classes) + size, classes)
              ? 1
              : 0;
    }
    print(
        "beside the teacher: cosine %.4f, same first class %.1f %%",
        cosine, 100.0 * agreed / devPhotos);
  }

  /** [B,D+C]: pooled features and logits side by side. */
  private static float[] joined(Teacher teacher, PixelBatch batch) {
    var view = teacher.look(batch);
    int size = teacher.size();
    int classes = teacher.classes();
    float[] rows = new float[batch.batch() * (size + classes)];
    for (int p = 0; p < batch.batch(); p++) {
      System.arraycopy(view.pooled(), p * size, rows, p * (size + classes), size);
      System.arraycopy(view.logits(), p * classes, rows, p * (size + classes) + size, classes);
    }
    return rows;
  }

  private static float[] columns(float[] rows, int count, int from, int width) {
    int length = rows.length / count;
    float[] part = new float[count * width];
    for (int r = 0; r < count; r++) {
      System.arraycopy(rows, r * length + from, part, r * width, width);
    }
    return part;
  }

  private static int largest(float[] values, int from, int length) {
    int best = 0;
    for (int i = 1; i < length; i++) {
      best = values[from + i] > values[from + best] ? i : best;
    }
    return best;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
