package org.showtell.app.output.caption;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.input.PhotoInput;

/**
 * Where the files of photos go: beside them, or in a folder that mirrors the one they were found
 * in; with the photo's name, and the extension exchanged. Two photos whose names differ in the
 * extension only have the same place, and only the first gets it.
 */
public final class PhotoPlaces {
  private final Optional<Path> folder;
  private final String extension;
  private final Map<Path, Map<String, String>> claimed = new HashMap<>();

  /**
   * @param folder that mirrors where the photos were found; empty for beside them
   * @param extension of the files, with its dot
   */
  public PhotoPlaces(Optional<Path> folder, String extension) {
    this.folder = folder;
    this.extension = extension;
  }

  /** The file for a photo; nothing for one in a zip without a mirroring folder. */
  public Optional<Path> of(PhotoInput photo) {
    return folder
        .map(mirror -> mirror.resolve(photo.relative()))
        .or(photo::file)
        .map(this::exchanged);
  }

  private Path exchanged(Path file) {
    return file.resolveSibling(baseName(file) + extension);
  }

  private static String baseName(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /**
   * Takes a place for a photo.
   *
   * @return the path of the photo that has taken it before, if one has
   */
  public Optional<String> claim(Path place, PhotoInput photo) {
    Path absolute = place.toAbsolutePath().normalize();
    return Optional.ofNullable(
        claimed
            .computeIfAbsent(absolute.getParent(), parent -> new HashMap<>())
            .putIfAbsent(absolute.getFileName().toString(), photo.path()));
  }
}
