package org.showtell.app.output.page;

import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;
import org.showtell.dataset.PathName;

/** Relative links from a page to files, which hold when the folder around both is moved. */
public final class PageLinks {
  private final Optional<Path> folder;

  /**
   * @param page where it will lie; empty for one on stdout, which has no links
   */
  public PageLinks(Optional<Path> page) {
    this.folder = page.map(file -> file.toAbsolutePath().normalize().getParent());
  }

  /** The link from the page to a file, percent-encoded; empty for a page without a place. */
  public Optional<String> to(Path photo) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    Path absolute = photo.toAbsolutePath().normalize();
    if (!folder.get().getRoot().equals(absolute.getRoot())) {
      return Optional.of(absolute.toUri().toString());
    }
    StringJoiner href = new StringJoiner("/");
    folder.get().relativize(absolute).forEach(part -> href.add(PathName.percentEncoded(part)));
    return Optional.of(href.toString());
  }
}
