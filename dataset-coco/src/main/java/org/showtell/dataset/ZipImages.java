package org.showtell.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Images as entries of one or many zip files, read in place: nothing is unpacked. */
public final class ZipImages implements ImageSource {

  private record Place(ZipFile zip, String entry) {
    @Override
    public String toString() {
      return zip.getName() + "!" + entry;
    }
  }

  private final List<ZipFile> zips = new ArrayList<>();
  private final Map<String, List<Place>> byLastPart = new HashMap<>();
  private volatile boolean closed;

  public ZipImages(List<Path> files) throws IOException {
    try {
      for (Path file : files) {
        open(file);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = ReadableZip.open(file);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    zips.add(zip);
    zip.stream()
        .filter(entry -> !entry.isDirectory())
        .map(ZipEntry::getName)
        .forEach(
            name ->
                byLastPart
                    .computeIfAbsent(lastPart(name), k -> new ArrayList<>(1))
                    .add(new Place(zip, name)));
  }

  @Override
  public boolean contains(String name) {
    return !candidates(name).isEmpty();
  }

  @Override
  public byte[] read(String name) throws IOException {
    if (closed) {
      throw new IllegalStateException("the image source is closed: " + describe(name));
    }
    List<Place> places = candidates(name);
    if (places.isEmpty()) {
      throw new NoSuchFileException(describe(name), null, "no such entry");
    }
    if (places.size() > 1) {
      throw new IOException(
          "the name " + name + " is not unique: " + places.get(0) + " and " + places.get(1));
    }
    Place place = places.get(0);
    try (InputStream in = place.zip().getInputStream(place.zip().getEntry(place.entry()))) {
      return DirectoryImages.bounded(in, place.toString(), MAX_IMAGE_BYTES);
    } catch (ZipException e) {
      throw new IOException(place + ": damaged entry (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public Optional<Path> path(String name) {
    return Optional.empty();
  }

  @Override
  public String describe(String name) {
    List<Place> places = candidates(name);
    if (!places.isEmpty()) {
      return places.get(0).toString();
    }
    return zips.size() == 1
        ? zips.get(0).getName() + "!" + name
        : name + " in any of " + zips.stream().map(ZipFile::getName).toList();
  }

  @Override
  public List<String> names(Consumer<String> unreadable) {
    return byLastPart.values().stream()
        .flatMap(List::stream)
        .map(Place::entry)
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    closed = true;
    UncheckedIOException failure = null;
    for (ZipFile zip : zips) {
      try {
        zip.close();
      } catch (IOException e) {
        failure = new UncheckedIOException("cannot close " + zip.getName(), e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** The entries that the name may mean: the one of that path, else those that end in it. */
  private List<Place> candidates(String name) {
    List<Place> places = byLastPart.getOrDefault(lastPart(name), List.of());
    if (places.size() < 2) {
      return places;
    }
    List<Place> exact = places.stream().filter(p -> p.entry().equals(name)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    String path = ReadableZip.slashed(name);
    List<Place> suffix =
        places.stream()
            .filter(p -> ("/" + ReadableZip.slashed(p.entry())).endsWith("/" + path))
            .toList();
    return suffix.isEmpty() ? places : suffix;
  }

  private static String lastPart(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }
}
