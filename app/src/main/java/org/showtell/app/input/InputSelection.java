package org.showtell.app.input;

import java.io.File;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which of the images that are found are wanted.
 *
 * @param include patterns one of which an image must match; none for all images
 * @param exclude patterns of images and folders to leave out
 * @param newerThan images modified before this are left out; {@link Instant#MIN} for none
 */
public record InputSelection(List<Glob> include, List<Glob> exclude, Instant newerThan) {
  /** All images are wanted. */
  public static final InputSelection ALL = new InputSelection(List.of(), List.of(), Instant.MIN);

  /** Folders of the system, of network drives and of photo software, in lower case. */
  private static final Set<String> NOT_FOR_PEOPLE =
      Set.of(
          "@eadir",
          "#recycle",
          "#snapshot",
          "@recycle",
          "@recently-snapshot",
          "@tmp",
          "$recycle.bin",
          "recycler",
          "recycled",
          "system volume information",
          "lost+found",
          "__macosx",
          "found.000",
          "network trash folder",
          "temporary items",
          "desktop db");

  public InputSelection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** Why a folder inside of one that was named is not entered; empty where it is. */
  Optional<String> whyNotEntered(Path relative) {
    String name = relative.getFileName().toString();
    if (PhotoFiles.isHidden(name)) {
      return Optional.of("hidden");
    }
    if (NOT_FOR_PEOPLE.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "files that other programs keep for themselves; name the folder to have it");
    }
    return matchesOne(exclude, slashed(relative))
        ? Optional.of("left out by a pattern")
        : Optional.empty();
  }

  /** Why an image is left out because of its name; empty where it is not. */
  Optional<String> whyNot(Path relative) {
    String path = slashed(relative);
    boolean excluded =
        IntStream.range(0, path.length())
                .filter(i -> path.charAt(i) == '/' && i > 0)
                .anyMatch(i -> matchesOne(exclude, path.substring(0, i)))
            || matchesOne(exclude, path);
    return excluded || !include.isEmpty() && !matchesOne(include, path)
        ? Optional.of("left out by a pattern")
        : Optional.empty();
  }

  /** Why an image is left out because of its time; empty where it is not. */
  Optional<String> whyNotModified(FileTime modified) {
    return modified.toInstant().isAfter(newerThan)
        ? Optional.empty()
        : Optional.of("last modified " + modified + ", which is too long ago");
  }

  private static boolean matchesOne(List<Glob> globs, String path) {
    return globs.stream().anyMatch(glob -> glob.matches(path));
  }

  private static String slashed(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }
}
