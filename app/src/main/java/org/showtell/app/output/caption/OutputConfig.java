package org.showtell.app.output.caption;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.showtell.app.output.file.ExistingPolicy;

/**
 * Where the user wants results, and how.
 *
 * @param format of the results
 * @param output a file, or for {@link CaptionFormat#isPerPhoto} formats a folder; empty for stdout
 *     or beside the photos
 * @param policy for results that are there already
 * @param retryFailed when a file is continued: whether photos that failed are tried again
 * @param numCaptions captions for each photo, at least 1
 * @param attention a folder for pictures of where the model looked; with it, formats that can say
 *     where it looked for each word do; empty for neither
 * @param keywords whether each photo's keywords are shown
 */
public record OutputConfig(
    CaptionFormat format,
    Optional<Path> output,
    ExistingPolicy policy,
    boolean retryFailed,
    int numCaptions,
    Optional<Path> attention,
    boolean keywords) {
  /** Checks that everything is there. */
  public OutputConfig {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(attention, "attention");
    if (numCaptions < 1) {
      throw new IllegalArgumentException(
          "a photo has at least 1 caption, but numCaptions is " + numCaptions);
    }
  }

  /** Captions, and pictures where there is a folder for them. */
  public OutputConfig(
      CaptionFormat format,
      Optional<Path> output,
      ExistingPolicy policy,
      boolean retryFailed,
      int numCaptions,
      Optional<Path> attention) {
    this(format, output, policy, retryFailed, numCaptions, attention, false);
  }

  /** Captions only. */
  public OutputConfig(
      CaptionFormat format,
      Optional<Path> output,
      ExistingPolicy policy,
      boolean retryFailed,
      int numCaptions) {
    this(format, output, policy, retryFailed, numCaptions, Optional.empty());
  }

  /** The same with or without keywords. */
  public OutputConfig withKeywords(boolean shown) {
    return new OutputConfig(format, output, policy, retryFailed, numCaptions, attention, shown);
  }

  /** What records say beside the captions. */
  public RecordDetails details() {
    return new RecordDetails(attention.isPresent(), keywords);
  }

  /** The columns of a CSV file. */
  public CsvTable table() {
    return new CsvTable(numCaptions, keywords);
  }

  /** The same with another policy. */
  public OutputConfig withPolicy(ExistingPolicy other) {
    return new OutputConfig(format, output, other, retryFailed, numCaptions, attention, keywords);
  }
}
