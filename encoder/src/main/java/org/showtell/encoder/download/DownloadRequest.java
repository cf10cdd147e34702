package org.showtell.encoder.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * A file to fetch.
 *
 * @param url http or https
 * @param target where it goes; the folder is made, a file that is there and wrong is replaced
 * @param bytes its size where that is known, else 0; the checksum decides, not this
 */
public record DownloadRequest(URI url, Path target, Checksum checksum, long bytes) {
  /** Fails for other addresses, and for one with a password, which would appear in messages. */
  public DownloadRequest {
    target = target.toAbsolutePath();
    Objects.requireNonNull(checksum, "checksum");
    requireWeb(url);
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must be at least 0, but got " + bytes);
    }
  }

  static void requireWeb(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "url must be an address such as https://host/file, but got " + url);
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "addresses with a user name in them are not supported: " + url.getHost());
    }
  }

  /** How many bytes of the file or its beginning are on disk, unchecked. */
  public long bytesHere() throws IOException {
    return Files.exists(target) ? Files.size(target) : new PartFile(target).size();
  }

  /** Instructions for a manual download. */
  public String byHand() {
    return String.format(
        "to do it by hand, fetch it on another machine, put it at %s and run \"%s\", "
            + "which must print %s",
        target, checksum.command(target), checksum.hex());
  }
}
