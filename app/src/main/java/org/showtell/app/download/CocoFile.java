package org.showtell.app.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.showtell.encoder.download.Checksum;
import org.showtell.encoder.download.DownloadRequest;

/**
 * A zip file of COCO.
 *
 * @param folder where it is below the base address
 * @param name of the file
 * @param bytes its size
 * @param checksum what it must be
 */
public record CocoFile(String folder, String name, long bytes, Checksum checksum) {
  /** Checks that all is said. */
  public CocoFile {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(checksum, "checksum");
  }

  /**
   * The file to fetch.
   *
   * @param base address under which COCO, or a mirror of it, keeps its folders
   * @param target where the file goes, under its own name
   * @throws IllegalArgumentException if that is no address of the web
   */
  public DownloadRequest request(URI base, Path target) {
    String address = base.toString().replaceFirst("/+$", "") + "/" + folder + "/" + name;
    return new DownloadRequest(URI.create(address), target.resolve(name), checksum, bytes);
  }
}
