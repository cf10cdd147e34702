package org.showtell.app.output.attention;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.caption.PhotoPlaces;
import org.showtell.app.output.caption.SidecarName;

/**
 * Where attention images go: into one folder, which mirrors the one that the images were found in,
 * {@code m/a.jpg} as {@code m/a.attention.jpg}. Where another image has that place, it goes where
 * the image's path as the user named it leads to: {@code b/a.jpg.attention.jpg}.
 *
 * <p>Images claim their places in input order on one thread, another one asks for them.
 */
final class AttentionPlaces {
  /** No image has such a name by chance. */
  private static final String ENDING = ".attention.jpg";

  private final Path folder;
  private final PhotoPlaces places;
  private final Map<String, Path> elsewhere = new HashMap<>();

  AttentionPlaces(Path folder) {
    this.folder = folder;
    this.places = new PhotoPlaces(Optional.of(folder), image -> SidecarName.stem(image) + ENDING);
  }

  /** The place of an image, the same whenever it is asked for again. */
  synchronized Path claim(PhotoInput photo) {
    Path mirrored = mirrored(photo);
    if (isFor(photo, mirrored)) {
      return mirrored;
    }
    Path named = folder;
    for (Path part : Path.of(photo.path()).normalize()) {
      named = part.toString().equals("..") ? named : named.resolve(part);
    }
    Path place = named.resolveSibling(named.getFileName() + ENDING);
    for (int i = 2; !isFor(photo, place); i++) {
      place = named.resolveSibling(named.getFileName() + "-" + i + ENDING);
    }
    elsewhere.put(photo.path(), place);
    return place;
  }

  private boolean isFor(PhotoInput photo, Path place) {
    return places.claim(place, photo).map(photo.path()::equals).orElse(true);
  }

  /** The place that the image has claimed. */
  synchronized Path of(PhotoInput photo) {
    Path other = elsewhere.get(photo.path());
    return other == null ? mirrored(photo) : other;
  }

  private Path mirrored(PhotoInput photo) {
    return places.of(photo).orElseThrow();
  }

  /** Whether an input is itself an attention image: the folder may lie among the inputs. */
  boolean isPicture(PhotoInput photo) {
    return photo
        .file()
        .map(file -> file.toAbsolutePath().normalize())
        .filter(file -> file.toString().endsWith(ENDING))
        .filter(file -> file.startsWith(folder.toAbsolutePath().normalize()))
        .isPresent();
  }
}
