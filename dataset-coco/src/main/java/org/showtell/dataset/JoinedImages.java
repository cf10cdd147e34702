package org.showtell.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The images of several sources, each name with its source before it: {@code 2:a.jpg} is the {@code
 * a.jpg} of the second. Two data sets that both have an {@code a.jpg} stay apart so.
 */
final class JoinedImages implements ImageSource {
  private final List<ImageSource> sources;

  JoinedImages(List<ImageSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /** A name or an id of a source, counted from 0, as it is among all. */
  static String joined(int source, String name) {
    return source + 1 + ":" + name;
  }

  @Override
  public int part(String name) {
    return Integer.parseInt(name.substring(0, colon(name))) - 1;
  }

  @Override
  public boolean contains(String name) {
    return source(name).contains(bare(name));
  }

  @Override
  public byte[] read(String name) throws IOException {
    return source(name).read(bare(name));
  }

  @Override
  public Optional<Path> path(String name) {
    return source(name).path(bare(name));
  }

  @Override
  public String describe(String name) {
    return source(name).describe(bare(name));
  }

  @Override
  public List<String> names(Consumer<String> unreadable) throws IOException {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      for (String name : sources.get(i).names(unreadable)) {
        all.add(joined(i, name));
      }
    }
    return all.stream().sorted().toList();
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (ImageSource source : sources) {
      try {
        source.close();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private ImageSource source(String name) {
    int part = part(name);
    if (part < 0 || part >= sources.size()) {
      throw new IllegalArgumentException(
          "a source from 1 to %d must stand before the colon, but got %s"
              .formatted(sources.size(), name));
    }
    return sources.get(part);
  }

  private static String bare(String name) {
    return name.substring(colon(name) + 1);
  }

  private static int colon(String name) {
    int colon = name.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "a name must have its source before it, such as 2:a.jpg, but got " + name);
    }
    return colon;
  }
}
