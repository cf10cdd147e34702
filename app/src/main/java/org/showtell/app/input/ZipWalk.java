package org.showtell.app.input;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.NOTE;
import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.NOT_A_PHOTO;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;

/**
 * Walks the images of a zip in name order, all its folders, without unpacking it. The images can be
 * read until the walk is closed.
 */
final class ZipWalk implements Iterator<InputEntry>, AutoCloseable {
  private final Path file;
  private final InputSelection selection;
  private final ZipFile zip;
  private final Iterator<String> names;
  private boolean empty = true;

  ZipWalk(Path file, InputSelection selection) throws IOException {
    this.file = file;
    this.selection = selection;
    this.zip = new ZipFile(file.toFile());
    List<String> sorted =
        zip.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).sorted().toList();
    this.names = sorted.iterator();
    this.empty = sorted.isEmpty();
  }

  @Override
  public boolean hasNext() {
    return empty || names.hasNext();
  }

  @Override
  public InputEntry next() {
    if (empty) {
      empty = false;
      return new IgnoredInput(file.toString(), "no photos in this zip", NOTE);
    }
    if (!names.hasNext()) {
      throw new NoSuchElementException("the walk over " + file + " is at its end");
    }
    return visit(names.next());
  }

  private InputEntry visit(String name) {
    String path = file + "!" + name;
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (PhotoFiles.isHidden(last)) {
      return ignored(path, "hidden");
    }
    if (!PhotoFiles.hasPhotoExtension(last)) {
      return ignored(path, PhotoFiles.whyNot(last));
    }
    Path relative = Path.of(name).normalize();
    if (relative.isAbsolute() || relative.startsWith("..")) {
      return new FailedInput(path, "the name leads out of the zip; not read");
    }
    ZipEntry entry = zip.getEntry(name);
    Optional<String> whyNot = whyNot(relative, entry);
    if (whyNot.isPresent()) {
      return ignored(path, whyNot.get());
    }
    return new PhotoInput(path, Optional.empty(), relative, () -> zip.getInputStream(entry));
  }

  private Optional<String> whyNot(Path relative, ZipEntry entry) {
    for (Path in = relative.getParent(); in != null; in = in.getParent()) {
      Optional<String> closed = selection.whyNotEntered(in);
      if (closed.isPresent()) {
        return closed;
      }
    }
    return selection
        .whyNot(relative)
        .or(
            () ->
                Optional.ofNullable(entry.getLastModifiedTime())
                    .flatMap(selection::whyNotModified));
  }

  private static IgnoredInput ignored(String path, String reason) {
    return new IgnoredInput(path, reason, NOT_A_PHOTO);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
