package org.showtell.app.output.caption;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.ALREADY_DONE;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.PathName;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.file.ExistingPolicy;

/**
 * Where the files of images go: beside them, or in a folder that mirrors the one they were found
 * in; with the image's name, and the extension exchanged. Two images whose names differ in the
 * extension only have the same place, and only the first gets it.
 */
public final class PhotoPlaces {
  private final Optional<Path> folder;
  private final String extension;
  private final Map<Path, Map<String, String>> claimed = new HashMap<>();

  /**
   * @param folder that mirrors where the images were found; empty for beside them
   * @param extension of the files, with its dot
   */
  public PhotoPlaces(Optional<Path> folder, String extension) {
    this.folder = folder;
    this.extension = extension;
  }

  /** The file for an image; empty for one in a zip without a mirroring folder. */
  public Optional<Path> of(PhotoInput photo) {
    return folder
        .map(mirror -> mirror.resolve(photo.relative()))
        .or(photo::file)
        .map(this::exchanged);
  }

  /** What becomes of an image whose file may exist. */
  public static InputEntry admit(PhotoInput photo, Path file, ExistingPolicy policy) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return photo;
    }
    return switch (policy) {
      case OVERWRITE, APPEND -> photo;
      case SKIP_EXISTING -> new IgnoredInput(photo.path(), file + " is there", ALREADY_DONE);
      case REFUSE ->
          new FailedInput(
              photo.path(),
              file
                  + " exists already: skipExisting keeps it, overwrite replaces it, append adds to"
                  + " the captions");
    };
  }

  private Path exchanged(Path file) {
    String name = PathName.of(file.getFileName());
    int dot = name.lastIndexOf('.');
    String exchanged = (dot <= 0 ? name : name.substring(0, dot)) + extension;
    return file.resolveSibling(PathName.toPath(exchanged));
  }

  /** Takes a place for an image; the path of the image that has taken it before, if one has. */
  public Optional<String> claim(Path place, PhotoInput photo) {
    Path absolute = place.toAbsolutePath().normalize();
    return Optional.ofNullable(
        claimed
            .computeIfAbsent(absolute.getParent(), parent -> new HashMap<>())
            .putIfAbsent(PathName.of(absolute.getFileName()), photo.path()));
  }
}
