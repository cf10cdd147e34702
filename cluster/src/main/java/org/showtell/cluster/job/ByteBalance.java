package org.showtell.cluster.job;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Spreads files over partitions by their bytes, not by their number or folder.
 *
 * <p>A large file has a partition of its own, and those come first, so that a long video is not
 * what everyone waits for in the end. Small files go by the hash of their path: of many, each
 * partition gets about the same bytes.
 */
final class ByteBalance extends Partitioner {
  /** What a file costs beside its bytes, in bytes: opening, decoding, captioning it. */
  static final long OPEN_COST = 128 << 10;

  /** Partitions for each task that runs at once, where there are enough files. */
  private static final int ROUNDS = 4;

  private static final int FEWEST_FILES = 16;

  /** More are not told apart: their partitions would be a list that the driver holds. */
  private static final int MOST_LARGE = 10_000;

  private static final long serialVersionUID = 1;

  private final HashMap<String, Integer> large;
  private final int small;

  private ByteBalance(Map<String, Integer> large, int small) {
    this.large = new HashMap<>(large);
    this.small = small;
  }

  /** Files in an order of their own, in partitions of about so many bytes. */
  static JavaRDD<MediaFile> spread(JavaRDD<MediaFile> files, long partitionBytes, int slots) {
    Tuple2<Long, Long> all =
        files
            .map(file -> new Tuple2<>(file.length() + OPEN_COST, 1L))
            .fold(new Tuple2<>(0L, 0L), (a, b) -> new Tuple2<>(a._1() + b._1(), a._2() + b._2()));
    List<MediaFile> largest =
        files
            .filter(file -> file.length() >= partitionBytes / 2)
            .map(file -> MediaFile.of(file.path(), file.length(), 0))
            .top(MOST_LARGE, new BySize());
    Map<String, Integer> large = new HashMap<>();
    long largeBytes = 0;
    for (MediaFile file : largest) {
      large.put(file.path(), large.size());
      largeBytes += file.length() + OPEN_COST;
    }
    int small = parts(all._1() - largeBytes, all._2() - large.size(), partitionBytes, slots);
    return files
        .mapToPair(file -> new Tuple2<>(file.path(), file))
        .partitionBy(new ByteBalance(large, small))
        .values();
  }

  /** How many partitions the small files get. */
  static int parts(long bytes, long files, long partitionBytes, int slots) {
    long bySize = (bytes + partitionBytes - 1) / partitionBytes;
    long atLeast = Math.min((long) slots * ROUNDS, files / FEWEST_FILES);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, Math.max(bySize, atLeast)));
  }

  /** Serializable, as Spark sends it to its executors. */
  private static final class BySize implements Comparator<MediaFile>, java.io.Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public int compare(MediaFile a, MediaFile b) {
      return Long.compare(a.length(), b.length());
    }
  }

  @Override
  public int numPartitions() {
    return large.size() + small;
  }

  @Override
  public int getPartition(Object path) {
    Integer own = large.get((String) path);
    return own != null ? own : large.size() + Math.floorMod(path.hashCode(), small);
  }
}
