package org.showtell.cluster.job;

import java.io.Serializable;
import java.util.Locale;
import org.apache.spark.SparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * What a job did, in Spark's accumulators, which its pages show for each task. A task that is run
 * again counts again.
 *
 * @param photos captioned
 * @param videos captioned
 * @param unreadable files whose bytes could not be read
 * @param undecodable files that are no image or video, or a damaged one
 * @param crashed photos that ended the process which read them
 * @param leftOut files that are neither photos, videos nor archives
 * @param unchanged files that an earlier run has, found by their content
 * @param readSeconds reading and decoding, all threads together
 * @param encodeSeconds in the encoder
 * @param decodeSeconds in the decoder
 */
public record JobMetrics(
    LongAccumulator photos,
    LongAccumulator videos,
    LongAccumulator unreadable,
    LongAccumulator undecodable,
    LongAccumulator crashed,
    LongAccumulator leftOut,
    LongAccumulator unchanged,
    DoubleAccumulator readSeconds,
    DoubleAccumulator encodeSeconds,
    DoubleAccumulator decodeSeconds)
    implements Serializable {
  /** New ones, all zero. */
  public static JobMetrics of(SparkContext spark) {
    return new JobMetrics(
        spark.longAccumulator("photos"),
        spark.longAccumulator("videos"),
        spark.longAccumulator("failed: unreadable"),
        spark.longAccumulator("failed: undecodable"),
        spark.longAccumulator("failed: crashed"),
        spark.longAccumulator("left out"),
        spark.longAccumulator("unchanged"),
        spark.doubleAccumulator("seconds: read"),
        spark.doubleAccumulator("seconds: encode"),
        spark.doubleAccumulator("seconds: decode"));
  }

  /** Files without a caption. */
  public long failed() {
    return unreadable.value() + undecodable.value() + crashed.value();
  }

  /** One line for the user. */
  public String summary(double seconds) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d photos and %d videos captioned in %.1f s (%.1f photos/s)",
            photos.value(),
            videos.value(),
            seconds,
            photos.value() / Math.max(seconds, 1e-3)));
    if (failed() > 0) {
      text.append(", ").append(failed()).append(" failed");
    }
    if (unchanged.value() > 0) {
      text.append(", ").append(unchanged.value()).append(" unchanged");
    }
    if (leftOut.value() > 0) {
      text.append(", ").append(leftOut.value()).append(" other files left out");
    }
    return text.toString();
  }
}
