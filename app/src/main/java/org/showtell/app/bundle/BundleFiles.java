package org.showtell.app.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The files of a bundle, read into memory from a folder, a zip file or a stream of one.
 *
 * <p>A bundle is flat and small: a name with a path in it, too many entries or more bytes than a
 * bundle may have are refused while reading, whatever the zip's own directory claims.
 */
final class BundleFiles {
  /** A bundle holds at most this much; larger encoders are referred to by their hash. */
  static final long MAX_BYTES = 1L << 30;

  private static final int MAX_ENTRIES = 64;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}");

  private final String where;
  private final long maxBytes;
  private final Map<String, byte[]> contents = new LinkedHashMap<>();
  private long total;

  private BundleFiles(String where, long maxBytes) {
    this.where = where;
    this.maxBytes = maxBytes;
  }

  static BundleFiles read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return folder(path);
    }
    if (!Files.exists(path)) {
      throw new ModelBundleException(path + ": no such file or folder");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return zip(in, path.toString());
    }
  }

  /** From a zip stream, which stays open. */
  static BundleFiles zip(InputStream in, String where) throws IOException {
    return zip(in, where, MAX_BYTES);
  }

  /** The same with another limit of unpacked bytes. */
  static BundleFiles zip(InputStream in, String where, long maxBytes) throws IOException {
    BundleFiles files = new BundleFiles(where, maxBytes);
    try {
      ZipInputStream zip = new ZipInputStream(in);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (!NAME.matcher(name).matches() || name.contains("..")) {
          throw files.wrong("a bundle must have flat file names, but got \"%s\"; refused", name);
        }
        if (files.has(name)) {
          throw files.wrong("file names must differ, but got %s a second time", name);
        }
        files.add(name, zip);
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      // The zip reader throws IllegalArgumentException for entry names that are not UTF-8.
      String reason = e instanceof EOFException ? "it ends too soon" : e.getMessage();
      throw new ModelBundleException(
          where + ": not a whole zip file (" + reason + "); copy or download it again", e);
    }
    if (files.contents.isEmpty()) {
      throw files.wrong("not a model bundle: it must be a zip file or a folder with model.json");
    }
    return files;
  }

  private static BundleFiles folder(Path folder) throws IOException {
    BundleFiles files = new BundleFiles(folder.toString(), MAX_BYTES);
    List<Path> found;
    try (Stream<Path> listed = Files.list(folder)) {
      found = listed.limit(MAX_ENTRIES + 1L).filter(Files::isRegularFile).sorted().toList();
    }
    if (found.size() > MAX_ENTRIES) {
      throw files.tooMany();
    }
    for (Path file : found) {
      String name = file.getFileName().toString();
      if (NAME.matcher(name).matches()) {
        try (InputStream in = Files.newInputStream(file)) {
          files.add(name, in);
        }
      }
    }
    return files;
  }

  /** From a resource folder beside this class, which cannot be listed. */
  static BundleFiles classPath(String base) throws IOException {
    BundleFiles files = new BundleFiles(base, MAX_BYTES);
    for (String name : ModelBundle.FILES) {
      try (InputStream in = BundleFiles.class.getResourceAsStream(base + "/" + name)) {
        if (in != null) {
          files.add(name, in);
        }
      }
    }
    if (files.contents.isEmpty()) {
      throw new ModelBundleException(
          "The model " + base + " is not in this build; build it from a whole checkout");
    }
    return files;
  }

  /** Reads no more than the bundle may still hold. */
  private void add(String name, InputStream in) throws IOException {
    if (contents.size() == MAX_ENTRIES) {
      throw tooMany();
    }
    long left = maxBytes - total;
    byte[] content = in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE));
    if (content.length > left) {
      throw wrong("%s unpacks to more than a model bundle holds; refused", name);
    }
    total += content.length;
    contents.put(name, content);
  }

  private ModelBundleException tooMany() {
    return wrong("a bundle must have at most %d files, but got more; refused", MAX_ENTRIES);
  }

  /** A message that begins with the bundle's place. */
  ModelBundleException wrong(String format, Object... values) {
    return new ModelBundleException(where + ": " + format.formatted(values));
  }

  String where() {
    return where;
  }

  /** All of them by their names. */
  Map<String, byte[]> all() {
    return contents;
  }

  boolean has(String name) {
    return contents.containsKey(name);
  }

  /** The content of a file that must be there. */
  byte[] get(String name) throws ModelBundleException {
    byte[] content = contents.get(name);
    if (content == null) {
      throw wrong("a bundle must have a file %s, but got %s", name, contents.keySet());
    }
    return content;
  }
}
