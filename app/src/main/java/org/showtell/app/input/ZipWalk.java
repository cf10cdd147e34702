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
import org.showtell.dataset.ReadableZip;

/**
 * Walks the images of a zip in name order, all its folders, without unpacking it. The images can be
 * read until the walk is closed.
 */
final class ZipWalk implements Iterator<InputEntry>, AutoCloseable {
  private final Path file;
  private final ZipFile zip;
  private final Iterator<String> names;
  private boolean empty = true;

  ZipWalk(Path file) throws IOException {
    this.file = file;
    this.zip = ReadableZip.open(file);
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
      return new IgnoredInput(PathName.of(file), "no photos in this zip", NOTE);
    }
    if (!names.hasNext()) {
      throw new NoSuchElementException("the walk over " + file + " is at its end");
    }
    return visit(names.next());
  }

  private InputEntry visit(String name) {
    String path = PathName.of(file) + "!" + name;
    String slashed = ReadableZip.slashed(name);
    String last = slashed.substring(slashed.lastIndexOf('/') + 1);
    if (PhotoFiles.isHidden(last)) {
      return new IgnoredInput(path, "hidden", NOT_A_PHOTO);
    }
    if (!PhotoFiles.hasPhotoExtension(last)) {
      return new IgnoredInput(path, PhotoFiles.whyNot(last), NOT_A_PHOTO);
    }
    Path relative = Path.of(slashed).normalize();
    if (relative.isAbsolute() || relative.startsWith("..")) {
      return new FailedInput(path, "the name leads out of the zip; not read");
    }
    ZipEntry entry = zip.getEntry(name);
    return new PhotoInput(path, Optional.empty(), relative, () -> zip.getInputStream(entry));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
