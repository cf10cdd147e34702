package org.showtell.app.input;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.NOTE;
import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.NOT_A_PHOTO;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.dataset.PathName;
import org.showtell.dataset.ReadableZip;

/**
 * Walks the images of a zip in name order, all its folders, without unpacking it. The images can be
 * read until the walk is closed.
 */
final class ZipWalk implements Iterator<InputEntry>, AutoCloseable {
  private final Path file;
  private final InputSelection selection;
  private final ZipFile zip;
  private final Iterator<String> names;
  private final LeftOutKinds leftOut = new LeftOutKinds();
  private boolean found;
  private boolean ended;

  ZipWalk(Path file, InputSelection selection) throws IOException {
    this.file = file;
    this.selection = selection;
    this.zip = ReadableZip.open(file);
    this.names =
        zip.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).sorted().iterator();
  }

  @Override
  public boolean hasNext() {
    return names.hasNext() || note().isPresent();
  }

  @Override
  public InputEntry next() {
    if (names.hasNext()) {
      InputEntry entry = visit(names.next());
      found |= !(entry instanceof IgnoredInput);
      return entry;
    }
    InputEntry note =
        note()
            .orElseThrow(
                () -> new NoSuchElementException("the walk over " + file + " is at its end"));
    ended = true;
    return note;
  }

  /** What the user should hear at the end, once. */
  private Optional<InputEntry> note() {
    if (ended) {
      return Optional.empty();
    }
    Optional<String> text =
        found
            ? leftOut.unread().map(kinds -> "left out: " + kinds)
            : Optional.of(
                "no photos in this zip"
                    + leftOut.all().map(kinds -> "; left out: " + kinds).orElse(""));
    return text.map(note -> new IgnoredInput(PathName.of(file), note, NOTE));
  }

  private InputEntry visit(String name) {
    String path = PathName.of(file) + "!" + name;
    String slashed = ReadableZip.slashed(name);
    String last = slashed.substring(slashed.lastIndexOf('/') + 1);
    if (PhotoFiles.isHidden(last)) {
      leftOut.add(last);
      return ignored(path, "hidden");
    }
    if (!PhotoFiles.hasPhotoExtension(last)) {
      leftOut.add(last);
      return ignored(path, PhotoFiles.whyNot(last));
    }
    Path relative;
    try {
      relative = Path.of(slashed).normalize();
    } catch (InvalidPathException e) {
      return new FailedInput(path, "not a possible file name (" + e.getReason() + ")");
    }
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
