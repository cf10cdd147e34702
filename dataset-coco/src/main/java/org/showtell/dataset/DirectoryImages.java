package org.showtell.dataset;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Images as files in a folder. Names that lead out of the folder are not found. */
public final class DirectoryImages implements ImageSource {
  private final Path folder;

  public DirectoryImages(Path folder) {
    this.folder = folder.normalize();
  }

  @Override
  public boolean contains(String name) {
    return find(name) != null;
  }

  @Override
  public byte[] read(String name) throws IOException {
    Path file = find(name);
    if (file == null) {
      throw new NoSuchFileException(describe(name), null, "no such image in the folder " + folder);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return bounded(in, file.toString(), MAX_IMAGE_BYTES);
    }
  }

  @Override
  public Optional<Path> path(String name) {
    return Optional.ofNullable(find(name));
  }

  @Override
  public String describe(String name) {
    Path file = find(name);
    return file != null ? file.toString() : folder + "/" + name;
  }

  @Override
  public List<String> names(Consumer<String> unreadable) throws IOException {
    List<String> names = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              names.add(name(file));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(folder)) {
              throw e;
            }
            if (Files.isDirectory(file)) {
              unreadable.accept(name(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(names);
    return names;
  }

  private String name(Path file) {
    return PathName.of(folder.relativize(file)).replace(File.separatorChar, '/');
  }

  @Override
  public void close() {
    // Nothing is held open between reads.
  }

  private Path find(String name) {
    Path whole = inside(name);
    if (whole != null) {
      return whole;
    }
    String path = ReadableZip.slashed(name);
    whole = path.equals(name) ? null : inside(path);
    return whole != null ? whole : inside(path.substring(path.lastIndexOf('/') + 1));
  }

  private Path inside(String name) {
    Path file = inside(name, PathName::toPath);
    return file != null ? file : inside(name, Path::of); // what looks escaped may be a name
  }

  private Path inside(String name, Function<String, Path> path) {
    try {
      // An annotation file may come from anywhere: it must not make us read outside the folder.
      Path file = folder.resolve(path.apply(name)).normalize();
      return !name.isEmpty() && file.startsWith(folder) && Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Reads a whole image, but no more than a bound. */
  static byte[] bounded(InputStream in, String where, int maxBytes) throws IOException {
    // The size that an archive states may be false, so the bytes themselves are counted.
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new IOException(where + ": larger than " + maxBytes + " bytes, the bound for an image");
    }
    return bytes;
  }
}
