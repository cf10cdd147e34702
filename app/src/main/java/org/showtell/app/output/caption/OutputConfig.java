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
 * @param keywords whether the results have them
 * @param sidecar how the files of images are named; empty for the format's own way
 */
public record OutputConfig(
    CaptionFormat format,
    Optional<Path> output,
    ExistingPolicy policy,
    boolean retryFailed,
    int numCaptions,
    Optional<Path> attention,
    boolean keywords,
    Optional<SidecarName> sidecar) {
  public OutputConfig {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(attention, "attention");
    Objects.requireNonNull(sidecar, "sidecar");
    if (numCaptions < 1) {
      throw new IllegalArgumentException("numCaptions must be at least 1, but got " + numCaptions);
    }
  }

  /** A place where images' files have the format's own names. */
  public OutputConfig(
      CaptionFormat format,
      Optional<Path> output,
      ExistingPolicy policy,
      boolean retryFailed,
      int numCaptions,
      Optional<Path> attention,
      boolean keywords) {
    this(format, output, policy, retryFailed, numCaptions, attention, keywords, Optional.empty());
  }

  public OutputConfig withKeywords(boolean shown) {
    return new OutputConfig(
        format, output, policy, retryFailed, numCaptions, attention, shown, sidecar);
  }

  /**
   * The same for captions that may hold the keywords themselves: a plain text then has them once.
   */
  public OutputConfig withKeywords(boolean shown, boolean inCaptions) {
    boolean plain = format == CaptionFormat.TEXT || format == CaptionFormat.SIDECAR;
    return withKeywords(shown && !(plain && inCaptions));
  }

  public OutputConfig withPolicy(ExistingPolicy other) {
    return new OutputConfig(
        format, output, other, retryFailed, numCaptions, attention, keywords, sidecar);
  }

  public OutputConfig withSidecar(SidecarName name) {
    return new OutputConfig(
        format, output, policy, retryFailed, numCaptions, attention, keywords, Optional.of(name));
  }

  public RecordJson.Details details() {
    return new RecordJson.Details(attention.isPresent(), keywords);
  }

  public CsvWriter.Table table() {
    return new CsvWriter.Table(numCaptions, keywords, CsvDialect.OURS);
  }

  /** How the files of images are named. */
  public SidecarName sidecarName() {
    return sidecar.orElse(format == CaptionFormat.XMP ? SidecarName.XMP : SidecarName.TEXT);
  }
}
