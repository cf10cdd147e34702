package org.showtell.benchmarks.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.showtell.coco.CaptionDataset;
import org.showtell.coco.CaptionedImage;
import org.showtell.coco.ImageSource;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.ChannelOrder;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.ResizeRule;
import org.showtell.encoder.training.teacher.Teacher;

/** The photos of a data set as pixels, batch by batch. */
final class PhotoFeatures {
  private static final int BATCH = 32;

  private PhotoFeatures() {}

  /** What becomes of a photo's bytes before they are decoded. */
  interface Change {
    byte[] apply(byte[] file);
  }

  /** What is made of a batch. */
  interface Look {
    /** [B,..] as one array. */
    float[] at(PixelBatch pixels);
  }

  /** Photos as a teacher takes them: squashed to its side, red, green, blue from 0 to 255. */
  static Preprocessing raw(Teacher teacher) {
    return new Preprocessing(
        teacher.side(),
        teacher.side(),
        ResizeRule.SQUASH,
        ChannelOrder.RGB,
        new float[3],
        new float[] {1, 1, 1});
  }

  /** [N,..]: all photos, decoded and preprocessed as the program does it. */
  static float[] of(CaptionDataset data, Preprocessing preprocessing, Change change, Look look) {
    List<String> files = data.examples().stream().map(CaptionedImage::file).toList();
    return of(files, data.images(), preprocessing, change, look);
  }

  /** [N,..]: these photos, decoded and preprocessed as the program does it. */
  static float[] of(
      List<String> files,
      ImageSource images,
      Preprocessing preprocessing,
      Change change,
      Look look) {
    ImageReader reader = new ImageReader(ImageReaderConfig.defaults().withTarget(preprocessing));
    ImagePreprocessor preprocessor = new ImagePreprocessor(preprocessing);
    float[] all = null;
    for (int first = 0; first < files.size(); first += BATCH) {
      int count = Math.min(BATCH, files.size() - first);
      int from = first;
      float[] pixels = new float[count * preprocessor.length()];
      IntStream.range(0, count)
          .parallel()
          .forEach(
              i -> {
                String file = files.get(from + i);
                try {
                  byte[] bytes = change.apply(images.read(file));
                  preprocessor.apply(reader.read(bytes, file), pixels, i * preprocessor.length());
                } catch (IOException e) {
                  throw new UncheckedIOException(file, e);
                }
              });
      float[] rows =
          look.at(new PixelBatch(count, preprocessing.height(), preprocessing.width(), pixels));
      int size = rows.length / count;
      all = all == null ? new float[files.size() * size] : all;
      System.arraycopy(rows, 0, all, first * size, rows.length);
    }
    return all;
  }

  /** Cosine of the same photo's rows, photo by photo. */
  static double[] cosines(float[] a, float[] b, int photos) {
    int size = a.length / photos;
    double[] cosines = new double[photos];
    for (int p = 0; p < photos; p++) {
      double ab = 0;
      double aa = 0;
      double bb = 0;
      for (int i = p * size; i < (p + 1) * size; i++) {
        ab += (double) a[i] * b[i];
        aa += (double) a[i] * a[i];
        bb += (double) b[i] * b[i];
      }
      cosines[p] = ab / Math.sqrt(aa * bb);
    }
    return cosines;
  }
}
