package org.showtell.app.features;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Groups images whose features are nearly equal. An image joins the group whose first image it is
 * most like, if the cosine is high enough, or begins a group: every image of a group is like its
 * first one.
 *
 * <p>The first images are compared by signatures: 256 bits, each the side of a random plane that
 * the features lie on (Charikar, Similarity estimation techniques from rounding algorithms, 2002,
 * section 3). Two vectors at an angle a differ in a bit with probability a / pi; where more bits
 * differ than the wanted angle explains (by 4.5 standard deviations), the cosine is not looked at.
 * In memory are the signatures and a few numbers, 68 bytes for each image; paths and features are
 * in a temporary file.
 */
public final class NearDuplicates implements Closeable {
  private static final int BITS = 256;
  private static final int LONGS = BITS / Long.SIZE;
  private static final double DEVIATIONS = 4.5;

  private final float[] planes; // [BITS, D]
  private final double least;
  private final int mostBits;
  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer vector;
  private long end; // of the file

  private int photos;
  private long[] pathAt = new long[1024]; // per image
  private int[] next = new int[1024]; // the next image of the same group, or -1
  private float[] cosine = new float[1024]; // to the first of the group
  private int groups;
  private long[] signatures = new long[1024 * LONGS]; // per group, of its first image
  private long[] featuresAt = new long[1024];
  private int[] first = new int[1024];
  private int[] last = new int[1024];

  /** An image of a group. */
  public record Member(String path, double cosine) {}

  /** Takes groups, in the order of their first images. */
  @FunctionalInterface
  public interface Sink {
    void accept(List<Member> group) throws IOException;
  }

  /**
   * An empty grouping.
   *
   * @param size D, the number of features of an image
   * @param least cosine of nearly equal features, above 0 and at most 1
   * @param random for the planes
   */
  public NearDuplicates(int size, double least, Random random) throws IOException {
    requireCosine(least);
    this.least = least;
    double share = Math.acos(least) / Math.PI;
    mostBits = (int) Math.ceil(BITS * share + DEVIATIONS * Math.sqrt(BITS * share * (1 - share)));
    planes = new float[BITS * size];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (float) random.nextGaussian();
    }
    vector = ByteBuffer.allocate(size * Float.BYTES);
    file = Files.createTempFile("showtell-features", ".tmp");
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Checks a threshold. */
  public static void requireCosine(double least) {
    if (!(least > 0 && least <= 1)) {
      throw new IllegalArgumentException(
          "a cosine of nearly equal photos must be above 0 and at most 1, but got " + least);
    }
  }

  /**
   * Puts an image into a group.
   *
   * @param features [D]
   */
  public void add(String path, float[] features) throws IOException {
    float[] unit = unit(features);
    long[] signature = signature(unit);
    int group = -1;
    double best = least;
    for (int i = 0; i < groups; i++) {
      if (differing(signature, i) <= mostBits) {
        double found = dot(unit, features(i));
        if (found >= best) {
          group = i;
          best = found;
        }
      }
    }
    grow();
    int photo = photos++;
    pathAt[photo] = write(path);
    next[photo] = -1;
    cosine[photo] = group < 0 ? 1 : (float) Math.min(1, best);
    if (group < 0) {
      begin(photo, unit, signature);
    } else {
      next[last[group]] = photo;
      last[group] = photo;
    }
  }

  private void begin(int photo, float[] unit, long[] signature) throws IOException {
    int group = groups++;
    first[group] = photo;
    last[group] = photo;
    System.arraycopy(signature, 0, signatures, group * LONGS, LONGS);
    vector.clear();
    vector.asFloatBuffer().put(unit);
    featuresAt[group] = append(vector);
  }

  private void grow() {
    if (photos == pathAt.length) {
      int length = Math.addExact(photos, photos >> 1);
      pathAt = Arrays.copyOf(pathAt, length);
      next = Arrays.copyOf(next, length);
      cosine = Arrays.copyOf(cosine, length);
    }
    if (groups == first.length) {
      int length = Math.addExact(groups, groups >> 1);
      signatures = Arrays.copyOf(signatures, Math.multiplyExact(length, LONGS));
      featuresAt = Arrays.copyOf(featuresAt, length);
      first = Arrays.copyOf(first, length);
      last = Arrays.copyOf(last, length);
    }
  }

  /** The features scaled to length 1; all zeros stay. */
  public static float[] unit(float[] features) {
    double norm = Math.sqrt(dot(features, features));
    float[] unit = new float[features.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = norm == 0 ? 0 : (float) (features[i] / norm);
    }
    return unit;
  }

  /** The cosine of two vectors of length 1. */
  public static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private long[] signature(float[] unit) {
    long[] signature = new long[LONGS];
    for (int bit = 0; bit < BITS; bit++) {
      float side = 0;
      for (int i = 0, at = bit * unit.length; i < unit.length; i++) {
        side += planes[at + i] * unit[i];
      }
      if (side > 0) {
        signature[bit / Long.SIZE] |= 1L << bit;
      }
    }
    return signature;
  }

  private int differing(long[] signature, int group) {
    int bits = 0;
    for (int i = 0; i < LONGS && bits <= mostBits; i++) {
      bits += Long.bitCount(signature[i] ^ signatures[group * LONGS + i]);
    }
    return bits;
  }

  private float[] features(int group) throws IOException {
    vector.clear();
    read(vector, featuresAt[group]);
    float[] features = new float[vector.capacity() / Float.BYTES];
    vector.asFloatBuffer().get(features);
    return features;
  }

  private long write(String path) throws IOException {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return append(
        ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes).flip());
  }

  private String path(int photo) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    read(length, pathAt[photo]);
    ByteBuffer bytes = ByteBuffer.allocate(length.getInt());
    read(bytes, pathAt[photo] + Integer.BYTES);
    return new String(bytes.array(), StandardCharsets.UTF_8);
  }

  private long append(ByteBuffer bytes) throws IOException {
    long at = end;
    while (bytes.hasRemaining()) {
      end += channel.write(bytes, end);
    }
    return at;
  }

  private void read(ByteBuffer bytes, long from) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException(file + " was cut off while it was used");
      }
    }
    bytes.flip();
  }

  /** Hands on the groups of at least two images. */
  public void groups(Sink sink) throws IOException {
    for (int group = 0; group < groups; group++) {
      if (first[group] == last[group]) {
        continue;
      }
      List<Member> members = new ArrayList<>();
      for (int photo = first[group]; photo >= 0; photo = next[photo]) {
        members.add(new Member(path(photo), cosine[photo]));
      }
      sink.accept(members);
    }
  }

  /** Deletes the temporary file. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
