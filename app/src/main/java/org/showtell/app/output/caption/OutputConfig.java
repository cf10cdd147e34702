package org.showtell.app.output.caption;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.showtell.app.output.file.ExistingPolicy;

/**
 * Where the user wants results, and how.
 *
 * @param output a file, or for {@link CaptionFormat#isPerPhoto} formats a folder; empty for stdout
 *     or beside the images
 * @param policy for results that exist already
 * @param retryFailed when a file is continued: whether images that failed are tried again
 * @param attention a folder for images of the attention; with it, formats that can say where the
 *     model attends for each word do; empty for neither
 */
public record OutputConfig(
    CaptionFormat format,
    Optional<Path> output,
    ExistingPolicy policy,
    boolean retryFailed,
    int numCaptions,
    Optional<Path> attention,
    boolean keywords) {
  public OutputConfig {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(attention, "attention");
    if (numCaptions < 1) {
      throw new IllegalArgumentException("numCaptions must be at least 1, but got " + numCaptions);
    }
  }

  public OutputConfig withKeywords(boolean shown) {
    return new OutputConfig(format, output, policy, retryFailed, numCaptions, attention, shown);
  }

  public RecordJson.Details details() {
    return new RecordJson.Details(attention.isPresent(), keywords);
  }

  public CsvWriter.Table table() {
    return new CsvWriter.Table(numCaptions, keywords, CsvDialect.OURS);
  }

  public OutputConfig withPolicy(ExistingPolicy other) {
    return new OutputConfig(format, output, other, retryFailed, numCaptions, attention, keywords);
  }
}
