package org.showtell.app.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.showtell.app.input.FailureReason;
import org.showtell.app.video.FrameChoice;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ClipRange;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.cache.FeatureStore;
import org.showtell.encoder.cache.FeatureStoreKey;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.video.VideoReader;
import org.showtell.encoder.video.VideoReaderConfig;
import org.showtell.encoder.video.sampling.SampledFrame;
import org.showtell.encoder.weights.ContentHash;

/**
 * The vector of each frame of videos. A frame is known by the SHA-256 of its pixels: one that is
 * shown twice, or that an earlier run has seen, is encoded once. In memory are the pixels of one
 * batch.
 */
public final class FrameExtraction {
  private static final int BATCH = 16;
  private static final int THREADS = 2;

  private final ImageEncoder encoder;
  private final Preprocessing preprocessing;
  private final ImagePreprocessor preprocessor;
  private final FrameChoice choice;

  /** Where vectors are kept. */
  public interface Vectors {
    /** Whether the vector of this content is there. */
    boolean contains(String content);

    /** Keeps a vector, [D]. */
    void put(String content, float[] vector) throws IOException;
  }

  /**
   * The frames of a clip.
   *
   * @param contents of each frame, to find its vector by
   * @param starts where the part that each frame represents begins
   * @param end of the video, as far as it could be read
   * @param fault what is missing and why; empty where nothing is
   */
  public record Frames(
      List<String> contents, List<Duration> starts, Duration end, Optional<String> fault) {}

  /**
   * The frames of a data set, one clip after the other.
   *
   * @param features of all frames
   * @param clips of each example; without frames where it cannot be read
   */
  public record Extracted(DatasetFeatures features, List<Frames> clips) {}

  /** Extraction with the caller's encoder. */
  public FrameExtraction(ImageEncoder encoder, FrameChoice choice) {
    this.encoder = encoder;
    this.choice = choice;
    preprocessing = encoder.spec().preprocessing();
    preprocessor = new ImagePreprocessor(preprocessing);
  }

  /**
   * The frames of all clips of a data set; vectors are kept in a store.
   *
   * @param stores folder of the feature stores
   * @param progress is told how many clips are done
   */
  public Extracted extract(CaptionDataset dataset, Path stores, IntConsumer progress)
      throws IOException {
    FeatureStoreKey key = FeatureStoreKey.of(encoder.spec(), FeatureKind.VECTOR);
    Path folder = FeatureExtraction.folder(stores, encoder.spec(), FeatureKind.VECTOR);
    List<Frames> clips = new ArrayList<>();
    List<String> contents = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    try (FeatureStore store = FeatureStore.create(folder, key, dataset.examples().size())) {
      Vectors vectors =
          new Vectors() {
            @Override
            public boolean contains(String content) {
              return store.contains(content);
            }

            @Override
            public void put(String content, float[] vector) throws IOException {
              store.put(content, vector);
            }
          };
      for (CaptionedImage example : dataset.examples()) {
        Frames frames = read(dataset, example, vectors);
        frames
            .fault()
            .ifPresent(
                fault ->
                    failures.add(
                        "%s: %s; %s"
                            .formatted(
                                dataset.images().describe(example.file()),
                                fault,
                                frames.contents().isEmpty() ? "left out" : "cut there")));
        clips.add(frames);
        contents.addAll(frames.contents());
        progress.accept(clips.size());
      }
    }
    return new Extracted(
        new DatasetFeatures(
            FeatureStore.open(folder, key), key, contents.toArray(String[]::new), failures),
        clips);
  }

  private Frames read(CaptionDataset dataset, CaptionedImage example, Vectors vectors) {
    try {
      Path file =
          dataset
              .images()
              .path(example.file())
              .orElseThrow(() -> new NoSuchFileException(null, null, "there is no such video"));
      return read(file, example.clip(), vectors);
    } catch (IOException e) {
      return new Frames(List.of(), List.of(), Duration.ZERO, Optional.of(FailureReason.of(e)));
    }
  }

  /**
   * Reads a video, or a part of it.
   *
   * @param vectors are asked for each frame's vector, and given those that they lack
   * @throws IOException if it cannot be opened, or has no frame
   */
  public Frames read(Path file, ClipRange clip, Vectors vectors) throws IOException {
    List<String> contents = new ArrayList<>();
    List<Duration> starts = new ArrayList<>();
    Map<String, float[]> batch = new LinkedHashMap<>();
    VideoReaderConfig config =
        new VideoReaderConfig(ImageReaderConfig.defaults(), THREADS).withTarget(preprocessing);
    try (VideoReader video = VideoReader.open(file, config)) {
      Iterator<SampledFrame> sampled = choice.sampler(video, clip).sample(video);
      while (sampled.hasNext()) {
        SampledFrame frame = sampled.next();
        float[] pixels = preprocessor.apply(frame.frame().image());
        String content = content(pixels);
        contents.add(content);
        starts.add(frame.start());
        if (!vectors.contains(content)) {
          batch.put(content, pixels);
        }
        if (batch.size() == BATCH) {
          encode(batch, vectors);
        }
      }
      encode(batch, vectors);
      if (contents.isEmpty()) {
        throw new IOException(video.fault().orElse("there is no frame in " + clip));
      }
      return new Frames(contents, starts, video.end(), video.fault());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String content(float[] pixels) {
    ByteBuffer bytes = ByteBuffer.allocate(pixels.length * Float.BYTES);
    bytes.asFloatBuffer().put(pixels);
    return ContentHash.sha256(bytes.array());
  }

  private void encode(Map<String, float[]> batch, Vectors vectors) throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    int length = preprocessor.length();
    float[] pixels = new float[batch.size() * length];
    int row = 0;
    for (float[] frame : batch.values()) {
      System.arraycopy(frame, 0, pixels, row++ * length, length);
    }
    float[] values =
        encoder
            .encodeVector(
                new PixelBatch(batch.size(), preprocessing.height(), preprocessing.width(), pixels))
            .values();
    int size = values.length / batch.size();
    row = 0;
    for (String content : batch.keySet()) {
      vectors.put(content, Arrays.copyOfRange(values, row * size, (row + 1) * size));
      row++;
    }
    batch.clear();
  }
}
