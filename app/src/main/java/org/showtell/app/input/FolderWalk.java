package org.showtell.app.input;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.NOTE;
import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.NOT_A_PHOTO;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.dataset.PathName;

/**
 * Walks a folder in name order, sub-folders at their place among the files. Only the names of the
 * folders that it is inside of are held, so a folder of a million images costs its names and no
 * more.
 *
 * <p>Links are followed, those to folders last. Each folder is entered once, under its own name if
 * it is below the root, else under the first link to it: a link back up is named and ends there
 * instead of going round for ever. Folders that are no place for people's photos are left out,
 * unless the walk begins there. A folder that cannot be read is one failure.
 */
final class FolderWalk implements Iterator<InputEntry> {
  /** A folder that the walk is inside of, and the names that are still to come. */
  private record Level(Path folder, Object identity, Iterator<Path> names) {}

  private final Path root;
  private final boolean recursive;
  private final InputSelection selection;
  private final Consumer<Path> entering;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Set<Object> entered = new HashSet<>();
  private final Deque<Path> links = new ArrayDeque<>(); // to folders, for the end
  private long photos;
  private final LeftOutKinds leftOut = new LeftOutKinds();
  private long closedFolders;
  private long notChosen;
  private boolean failed;
  private boolean noteDue; // what there is to say about all that was walked
  private InputEntry next;

  FolderWalk(Path root, boolean recursive, InputSelection selection) {
    this(root, recursive, selection, root, folder -> {});
  }

  /**
   * @param start the root, or the one file or folder below it that is walked
   * @param entering hears of each folder before its names are read
   */
  FolderWalk(
      Path root, boolean recursive, InputSelection selection, Path start, Consumer<Path> entering) {
    this.root = root;
    this.recursive = recursive;
    this.selection = selection;
    this.entering = entering;
    this.next = start.equals(root) ? enter(root) : visit(start);
    if (next == null) {
      advance();
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public InputEntry next() {
    if (next == null) {
      throw new NoSuchElementException("the walk over " + root + " is at its end");
    }
    InputEntry current = next;
    advance();
    return current;
  }

  private void advance() {
    next = null;
    while (next == null && (!levels.isEmpty() || !links.isEmpty() || noteDue)) {
      Level level = levels.peek();
      if (level == null && links.isEmpty()) {
        noteDue = false;
        next = note();
      } else if (level == null) {
        next = enter(links.remove());
      } else if (level.names().hasNext()) {
        next = visit(level.folder().resolve(level.names().next()));
        photos += next instanceof PhotoInput ? 1 : 0;
        failed |= next instanceof FailedInput;
      } else {
        levels.pop();
      }
    }
  }

  /** What the user should hear at the end, or null. */
  private InputEntry note() {
    if (photos > 0 || failed) {
      return leftOut.unread().map(kinds -> note("left out: " + kinds)).orElse(null);
    }
    if (notChosen > 0) {
      return note("no photos in this folder that the options choose; they leave out " + notChosen);
    }
    String none =
        closedFolders == 0
            ? "no photos in this folder"
            : "no photos in this folder itself; -r looks into its sub-folders too";
    return note(none + leftOut.all().map(kinds -> "; left out: " + kinds).orElse(""));
  }

  private IgnoredInput note(String text) {
    return new IgnoredInput(PathName.of(root), text, NOTE);
  }

  /** An image, a reason why it is none, or null for a folder just entered. */
  private InputEntry visit(Path path) {
    String name = path.getFileName().toString();
    if (PhotoFiles.isHidden(name)) {
      leftOut.add(name);
      return ignored(path, "hidden");
    }
    final BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      String reason =
          Files.isSymbolicLink(path) ? "a link to a file that is not there" : FailureReason.GONE;
      if (PhotoFiles.hasPhotoExtension(name)) {
        Optional<String> whyNot = selection.whyNot(root.relativize(path));
        notChosen += whyNot.isPresent() ? 1 : 0;
        return whyNot
            .<InputEntry>map(left -> ignored(path, left))
            .orElseGet(() -> new FailedInput(PathName.of(path), reason));
      }
      return ignored(path, reason);
    } catch (IOException e) {
      return new FailedInput(PathName.of(path), FailureReason.of(e));
    }
    if (attributes.isDirectory()) {
      Optional<String> closed = selection.whyNotEntered(root.relativize(path));
      if (closed.isPresent()) {
        return ignored(path, closed.get());
      }
      if (recursive) {
        return Files.isSymbolicLink(path) ? link(path) : enter(path);
      }
      closedFolders++;
      return ignored(path, "a sub-folder: -r enters it");
    }
    if (!attributes.isRegularFile()) {
      return ignored(path, "neither a file nor a folder");
    }
    InputEntry entry = file(path, name);
    Optional<String> whyNot =
        entry instanceof PhotoInput photo
            ? selection
                .whyNot(photo.relative())
                .or(() -> selection.whyNotModified(attributes.lastModifiedTime()))
            : Optional.empty();
    notChosen += whyNot.isPresent() ? 1 : 0;
    return whyNot.<InputEntry>map(reason -> ignored(path, reason)).orElse(entry);
  }

  private InputEntry file(Path path, String name) {
    if (!PhotoFiles.hasPhotoExtension(name) && !PhotoFiles.extension(name).isEmpty()) {
      leftOut.add(name);
      return ignored(path, PhotoFiles.whyNot(name));
    }
    PhotoInput photo = PhotoInput.ofFile(path, root.relativize(path));
    if (PhotoFiles.hasPhotoExtension(name)) {
      return photo;
    }
    try {
      if (PhotoFiles.startsLikePhoto(photo.content())) {
        return photo;
      }
      leftOut.add(name);
      return ignored(path, PhotoFiles.whyNot(name));
    } catch (IOException e) {
      return ignored(path, "no extension, and its content " + FailureReason.of(e));
    }
  }

  /** Keeps a link to a folder for later; what is wrong with it, or null. */
  private InputEntry link(Path path) {
    try {
      if (isInside(identity(path))) {
        return loop(path);
      }
    } catch (IOException e) {
      return unreadable(path, e);
    }
    links.add(path);
    return null;
  }

  private boolean isInside(Object identity) {
    return levels.stream().anyMatch(level -> level.identity().equals(identity));
  }

  private static InputEntry loop(Path folder) {
    return new IgnoredInput(PathName.of(folder), "a link to a folder that it is in", NOTE);
  }

  /** Opens a folder; null where that went well. */
  private InputEntry enter(Path folder) {
    List<Path> names = new ArrayList<>();
    final Object identity;
    try {
      identity = identity(folder);
      if (!entered.add(identity)) {
        return isInside(identity)
            ? loop(folder)
            : ignored(folder, "a link to a folder that is walked already");
      }
      entering.accept(folder);
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          names.add(entry.getFileName());
        }
      }
    } catch (DirectoryIteratorException e) {
      return unreadable(folder, e.getCause());
    } catch (IOException e) {
      return unreadable(folder, e);
    }
    Collections.sort(names);
    levels.push(new Level(folder, identity, names.iterator()));
    noteDue = true;
    return null;
  }

  private InputEntry unreadable(Path folder, IOException e) {
    failed = true;
    return new FailedInput(
        PathName.of(folder), "the folder cannot be read (" + FailureReason.of(e) + ")");
  }

  private static Object identity(Path folder) throws IOException {
    Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    return key != null ? key : folder.toRealPath();
  }

  private static IgnoredInput ignored(Path path, String reason) {
    return new IgnoredInput(PathName.of(path), reason, NOT_A_PHOTO);
  }
}
