package org.showtell.app.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.encoder.cache.FeatureStore;
import org.showtell.encoder.cache.FeatureStoreKey;

/**
 * The features of a dataset's images, on disk: computed once, shared by all captions and epochs,
 * and as large as the disk allows. The caller closes them.
 */
public final class DatasetFeatures implements FeatureSource, AutoCloseable {
  private static final int MOST_NAMED = 5;

  private final FeatureStore store;
  private final FeatureStoreKey key;
  private final String[] contents; // per image the SHA-256 of its file, or null
  private final List<String> failures;
  private final float[] one;

  DatasetFeatures(
      FeatureStore store, FeatureStoreKey key, String[] contents, List<String> failures) {
    this.store = store;
    this.key = key;
    this.contents = contents;
    this.failures = List.copyOf(failures);
    one = new float[key.length()];
  }

  /** Images that could not be read, each with its reason. */
  public List<String> failures() {
    return failures;
  }

  /** The hash of an image's file, or null if it could not be read: equal for equal images. */
  public String content(int image) {
    return contents[image];
  }

  /** The first of them, and how many there are: a folder that is not there is said once. */
  public List<String> failuresInShort() {
    if (failures.size() <= MOST_NAMED) {
      return failures;
    }
    List<String> lines = new ArrayList<>(failures.subList(0, MOST_NAMED));
    lines.add(failures.size() + " of " + contents.length + " images could not be read in all");
    return lines;
  }

  @Override
  public int images() {
    return contents.length;
  }

  @Override
  public int positions() {
    return key.height() * key.width();
  }

  @Override
  public int size() {
    return key.size();
  }

  @Override
  public boolean has(int image) {
    return contents[image] != null;
  }

  @Override
  public void copy(int image, float[] target, int offset) {
    try {
      store.get(contents[image], one);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.arraycopy(one, 0, target, offset, one.length);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
