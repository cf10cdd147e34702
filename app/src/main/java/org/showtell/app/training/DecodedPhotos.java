package org.showtell.app.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.showtell.app.pipeline.FailedInput;
import org.showtell.app.pipeline.FailureReason;
import org.showtell.app.pipeline.InputEntry;
import org.showtell.app.pipeline.PhotoInput;
import org.showtell.app.pipeline.PhotoInputs;
import org.showtell.coco.CaptionedImage;
import org.showtell.coco.ImageSource;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.preset.ChannelOrder;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.ResizeRule;
import org.showtell.encoder.training.distillation.PhotoStore;

/**
 * Decodes all photos of a run once, into the two stores of its checkpoint's folder. A photo that
 * cannot be read is named and skipped.
 */
final class DecodedPhotos {
  private static final String TRAIN = "photos.train";
  private static final String DEV = "photos.dev";
  private static final String LIST = "photos.txt";

  /** Photos that are decoded at a time, by all threads. */
  private static final int PIECE = 64;

  private static final int HOLD_OUT_EVERY = 20;
  private static final int HOLD_OUT_MOST = 500;

  private final EncoderTrainingConfig config;
  private final int devSide;
  private final EncoderTrainingReport report;
  private final List<String> captioned = new ArrayList<>();
  private int stored;
  private int held;

  /**
   * @param devSide side of the dev photos: the teacher's
   */
  DecodedPhotos(EncoderTrainingConfig config, int devSide, EncoderTrainingReport report) {
    this.config = config;
    this.devSide = devSide;
    this.report = report;
  }

  /** A photo to be decoded: a name for messages, its bytes, and its captions' id or null. */
  private record Source(String name, Content content, String id) {}

  /** A photo's bytes. */
  private interface Content {
    byte[] read() throws IOException;
  }

  /** A photo that was read, or why not. */
  private record Decoded(Source source, byte[] train, byte[] dev, String error) {}

  /**
   * Fills the stores.
   *
   * @param examples captioned photos, which come first; empty without captions
   * @param images where these lie; null without captions
   */
  void store(List<CaptionedImage> examples, ImageSource images) throws IOException {
    Path folder = config.checkpoint();
    try (PhotoStore.Writer train =
            new PhotoStore.Writer(folder.resolve(TRAIN), config.storeSide());
        PhotoStore.Writer dev = new PhotoStore.Writer(folder.resolve(DEV), devSide)) {
      List<Source> captionedSources = new ArrayList<>();
      for (CaptionedImage example : examples) {
        captionedSources.add(
            new Source(
                images.describe(example.file()), () -> images.read(example.file()), example.id()));
      }
      boolean holdOut = config.dev().isEmpty();
      Pieces pieces = new Pieces(train, dev, holdOut);
      for (Source source : captionedSources) {
        pieces.add(source);
      }
      walk(config.photos(), pieces);
      pieces.flush();
      if (!holdOut) {
        Pieces devPieces = new Pieces(null, dev, false);
        walk(config.dev(), devPieces);
        devPieces.flush();
      }
      if (held == 0 || stored == 0) {
        throw new IOException(
            "no photos to "
                + (stored == 0 ? "learn from" : "measure on")
                + " could be read; see the messages above, and name more with "
                + (stored == 0 ? "--photos" : "--dev"));
      }
      List<String> lines = new ArrayList<>();
      lines.add(config.storeSide() + " " + train.finish() + " " + devSide + " " + dev.finish());
      lines.addAll(captioned);
      Files.write(folder.resolve(LIST), lines);
    }
    report.note(
        String.format(
            java.util.Locale.ROOT,
            "%d photos to learn from (%d MB decoded, in %s), %d to measure on",
            stored,
            (long) stored * config.storeSide() * config.storeSide() * 3 >> 20,
            folder,
            held));
  }

  /** The stores' contents in one line: what a run must go on with. */
  String fingerprint() throws IOException {
    return lines().get(0);
  }

  /** Ids of the captioned photos, which are the first of the store. */
  List<String> captioned() throws IOException {
    List<String> lines = lines();
    return lines.subList(1, lines.size());
  }

  private List<String> lines() throws IOException {
    Path list = config.checkpoint().resolve(LIST);
    if (!Files.isRegularFile(list)) {
      throw new IOException(
          config.checkpoint() + ": there are no decoded photos in it; start without --resume");
    }
    return Files.readAllLines(list, StandardCharsets.UTF_8);
  }

  PhotoStore openTrain() throws IOException {
    return PhotoStore.open(config.checkpoint().resolve(TRAIN), config.storeSide());
  }

  PhotoStore openDev() throws IOException {
    return PhotoStore.open(config.checkpoint().resolve(DEV), devSide);
  }

  private void walk(List<String> paths, Pieces pieces) throws IOException {
    try (PhotoInputs inputs =
        new PhotoInputs(paths, config.recursive(), InputStream.nullInputStream())) {
      while (inputs.hasNext()) {
        InputEntry entry = inputs.next();
        if (entry instanceof PhotoInput photo) {
          pieces.add(new Source(photo.path(), photo.content()::read, null));
        } else if (entry instanceof FailedInput failed) {
          report.note(failed.path() + ": " + failed.error() + "; skipped");
        }
      }
      pieces.flush();
    }
  }

  /** Photos wait until there are enough for all threads. */
  private final class Pieces {
    private final PhotoStore.Writer train;
    private final PhotoStore.Writer dev;
    private final boolean holdOut;
    private final ImageReader reader;
    private final ImagePreprocessor toTrain = bytes(config.storeSide());
    private final ImagePreprocessor toDev = bytes(devSide);
    private final List<Source> waiting = new ArrayList<>();
    private int seen;

    /**
     * @param train null where all photos are for dev
     */
    Pieces(PhotoStore.Writer train, PhotoStore.Writer dev, boolean holdOut) {
      this.train = train;
      this.dev = dev;
      this.holdOut = holdOut;
      int side = Math.max(config.storeSide(), devSide);
      this.reader = new ImageReader(ImageReaderConfig.defaults().withTarget(unscaled(side)));
    }

    void add(Source source) throws IOException {
      waiting.add(source);
      if (waiting.size() == PIECE) {
        flush();
      }
    }

    void flush() throws IOException {
      int first = seen;
      List<Decoded> decoded =
          java.util.stream.IntStream.range(0, waiting.size())
              .parallel()
              .mapToObj(i -> decode(waiting.get(i), isDev(first + i)))
              .toList();
      seen += waiting.size();
      waiting.clear();
      for (Decoded photo : decoded) {
        keep(photo);
      }
      report.decoded(seen);
    }

    private boolean isDev(int number) {
      return train == null
          || holdOut
              && number % HOLD_OUT_EVERY == HOLD_OUT_EVERY - 1
              && number / HOLD_OUT_EVERY < HOLD_OUT_MOST;
    }

    private Decoded decode(Source source, boolean forDev) {
      try {
        RgbImage image = reader.read(source.content().read(), source.name());
        return forDev
            ? new Decoded(source, null, rgb(toDev, image), null)
            : new Decoded(source, rgb(toTrain, image), null, null);
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        return new Decoded(source, null, null, FailureReason.of(e));
      }
    }

    private void keep(Decoded photo) throws IOException {
      Optional<String> error = Optional.ofNullable(photo.error());
      if (error.isPresent()) {
        report.note(photo.source().name() + ": " + error.get() + "; skipped");
      } else if (photo.dev() != null) {
        dev.add(photo.dev());
        held++;
      } else {
        train.add(photo.train());
        stored++;
        if (photo.source().id() != null) {
          captioned.add(photo.source().id());
        }
      }
    }
  }

  private static Preprocessing unscaled(int side) {
    return new Preprocessing(
        side, side, ResizeRule.SQUASH, ChannelOrder.RGB, new float[3], new float[] {1, 1, 1});
  }

  private static ImagePreprocessor bytes(int side) {
    return new ImagePreprocessor(unscaled(side));
  }

  private static byte[] rgb(ImagePreprocessor preprocessor, RgbImage image) {
    float[] pixels = preprocessor.apply(image);
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(pixels[i]);
    }
    return bytes;
  }
}
