package org.showtell.app.features;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.showtell.app.input.MediaPreparation;
import org.showtell.app.input.MediaPreparation.Prepared;
import org.showtell.app.input.ReadAhead;
import org.showtell.app.video.ClipPreparation;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ImageSource;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.VisualFeatures;
import org.showtell.encoder.cache.FeatureStore;
import org.showtell.encoder.cache.FeatureStoreKey;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.video.FrameMean;
import org.showtell.encoder.weights.ContentHash;

/**
 * The features of a dataset's images, or the mean of the features of a video's frames: computed
 * once per image or video and kept in a {@link FeatureStore}.
 *
 * <p>Reading and decoding run on worker threads, a bounded number of images ahead of the encoder.
 * An image that cannot be read is named and left out.
 */
public final class FeatureExtraction {
  private static final int BATCH = 16;

  private final ImageEncoder encoder;
  private final Preprocessing preprocessing;
  private final FeatureKind kind;
  private final FeatureStoreKey storeKey;
  private final Path storeFolder;

  /**
   * Extraction with the caller's encoder into one sub-folder of the stores per encoder and kind.
   */
  public FeatureExtraction(ImageEncoder encoder, FeatureKind kind, Path stores) {
    this.encoder = encoder;
    this.kind = kind;
    preprocessing = encoder.spec().preprocessing();
    storeKey = FeatureStoreKey.of(encoder.spec(), kind);
    storeFolder = folder(stores, encoder.spec(), kind);
  }

  /** The sub-folder of the stores for an encoder's features of a kind. */
  public static Path folder(Path stores, EncoderSpec spec, FeatureKind kind) {
    return stores.resolve(
        "%s-%s-%s-%d"
            .formatted(
                spec.name(),
                kind.name().toLowerCase(Locale.ROOT),
                spec.weightsHash().substring(0, 12),
                spec.preprocessing().width()));
  }

  /** The features of all images, or of all videos; progress is told how many are done. */
  public DatasetFeatures extract(CaptionDataset dataset, IntConsumer progress) throws IOException {
    if (dataset.videos()) {
      ClipPreparation clips = new ClipPreparation(dataset.images(), preprocessing);
      return extract(dataset.examples(), clips, progress);
    }
    return extract(
        dataset.examples().stream().map(CaptionedImage::file).toList(), dataset.images(), progress);
  }

  /** The features of these names in a source. */
  public DatasetFeatures extract(List<String> images, ImageSource source, IntConsumer progress)
      throws IOException {
    return extract(images, new ImagePreparation(source, preprocessing), progress);
  }

  /** Images by their names in a source. */
  private static final class ImagePreparation implements MediaPreparation<String> {
    private final ImageSource source;
    private final ImagePreprocessor preprocessor;
    private final ImageReader reader;

    ImagePreparation(ImageSource source, Preprocessing preprocessing) {
      this.source = source;
      preprocessor = new ImagePreprocessor(preprocessing);
      reader = new ImageReader(ImageReaderConfig.defaults().withTarget(preprocessing));
    }

    @Override
    public Prepared prepare(String file, Predicate<String> known) throws IOException {
      byte[] content = source.read(file);
      String hash = ContentHash.sha256(content);
      return new Prepared(
          hash,
          known.test(hash) ? List.of() : List.of(preprocessor.apply(reader.read(content, file))));
    }

    @Override
    public String describe(String file) {
      return source.describe(file);
    }

    @Override
    public int ahead() {
      return 64;
    }
  }

  private <T> DatasetFeatures extract(
      List<T> entries, MediaPreparation<T> preparation, IntConsumer progress) throws IOException {
    String[] contents = new String[entries.size()];
    List<String> failures = new ArrayList<>();
    int threads = Runtime.getRuntime().availableProcessors();
    try (FeatureStore store = FeatureStore.create(storeFolder, storeKey, entries.size());
        ReadAhead<Prepared> ahead =
            new ReadAhead<>(
                entries.iterator(),
                (T entry) -> preparation.prepare(entry, store::contains),
                threads,
                preparation.ahead())) {
      List<Prepared> batch = new ArrayList<>();
      for (int i = 0; i < entries.size(); i++) {
        try {
          Prepared prepared = ahead.next();
          contents[i] = prepared.content();
          if (!prepared.pictures().isEmpty()) {
            batch.add(prepared);
          }
        } catch (ExecutionException e) {
          failures.add(failure(preparation.describe(entries.get(i)), e.getCause()));
        }
        if (pictures(batch) >= BATCH || i == entries.size() - 1 && !batch.isEmpty()) {
          encode(batch, store);
        }
        progress.accept(i + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading images", e);
    }
    return new DatasetFeatures(
        FeatureStore.open(storeFolder, storeKey), storeKey, contents, failures);
  }

  private static String failure(String name, Throwable cause) {
    String reason =
        cause instanceof FileSystemException e && e.getReason() != null
            ? e.getReason()
            : cause.getMessage();
    return name + ": " + reason + "; left out";
  }

  private static int pictures(List<Prepared> batch) {
    return batch.stream().mapToInt(entry -> entry.pictures().size()).sum();
  }

  private void encode(List<Prepared> batch, FeatureStore store) throws IOException {
    int length = preprocessing.height() * preprocessing.width() * PixelBatch.CHANNELS;
    int count = pictures(batch);
    float[] pixels = new float[count * length];
    int row = 0;
    for (Prepared entry : batch) {
      for (float[] picture : entry.pictures()) {
        System.arraycopy(picture, 0, pixels, row++ * length, length);
      }
    }
    VisualFeatures features =
        encoder.encode(
            new PixelBatch(count, preprocessing.height(), preprocessing.width(), pixels), kind);
    int size = storeKey.length();
    row = 0;
    for (Prepared entry : batch) {
      FrameMean mean = new FrameMean();
      for (int i = 0; i < entry.pictures().size(); i++, row++) {
        mean.add(Arrays.copyOfRange(features.values(), row * size, (row + 1) * size));
      }
      store.put(entry.content(), mean.mean());
    }
    batch.clear();
  }
}
