package org.showtell.app.output.caption;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.ALREADY_DONE;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.dataset.PathName;

/**
 * Where the files of images go: beside them, or in a folder that mirrors the one they were found
 * in; named after them. Two images may have the same place, such as {@code a.txt} of {@code a.jpg}
 * and {@code a.png}; only the first gets it.
 */
public final class PhotoPlaces {
  private final Optional<Path> folder;
  private final UnaryOperator<String> name;
  private final Map<Path, Map<String, String>> claimed = new HashMap<>();

  /**
   * @param folder that mirrors where the images were found; empty for beside them
   * @param name of an image's file, from the image's name
   */
  public PhotoPlaces(Optional<Path> folder, UnaryOperator<String> name) {
    this.folder = folder;
    this.name = name;
  }

  /** The file for an image; empty for one in a zip without a mirroring folder. */
  public Optional<Path> of(PhotoInput photo) {
    return folder.map(mirror -> mirror.resolve(photo.relative())).or(photo::file).map(this::named);
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

  private Path named(Path image) {
    return image.resolveSibling(PathName.toPath(name.apply(PathName.of(image.getFileName()))));
  }

  /** Takes a place for an image; the path of the image that has taken it before, if one has. */
  public Optional<String> claim(Path place, PhotoInput photo) {
    Path absolute = place.toAbsolutePath().normalize();
    return Optional.ofNullable(
        claimed
            .computeIfAbsent(absolute.getParent(), parent -> new HashMap<>())
            .putIfAbsent(PathName.of(absolute.getFileName()), photo.path()));
  }

  /** Gives up the place of an image that has changed and comes again. */
  public void release(PhotoInput photo) {
    of(photo)
        .map(place -> place.toAbsolutePath().normalize())
        .ifPresent(
            place ->
                claimed
                    .getOrDefault(place.getParent(), new HashMap<>())
                    .remove(PathName.of(place.getFileName()), photo.path()));
  }
}
