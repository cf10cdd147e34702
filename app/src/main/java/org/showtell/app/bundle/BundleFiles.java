package org.showtell.app.bundle;

import java.io.ByteArrayOutputStream;
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
  private final Map<String, byte[]> contents;

  private BundleFiles(String where, Map<String, byte[]> contents) {
    this.where = where;
    this.contents = contents;
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
    Map<String, byte[]> contents = new LinkedHashMap<>();
    long total = 0;
    try {
      ZipInputStream zip = new ZipInputStream(in);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        checkName(where, entry.getName());
        if (contents.size() == MAX_ENTRIES) {
          throw tooMany(where);
        }
        byte[] content = bounded(zip, maxBytes - total, where, entry.getName());
        total += content.length;
        if (contents.put(entry.getName(), content) != null) {
          throw new ModelBundleException(where + ": two entries are named " + entry.getName());
        }
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      // The zip reader throws IllegalArgumentException for entry names that are not UTF-8.
      throw new ModelBundleException(
          where + ": not a whole zip file (" + e.getMessage() + "); copy or download it again", e);
    }
    if (contents.isEmpty()) {
      throw new ModelBundleException(
          where + ": not a model bundle: expected a zip file or a folder with model.json");
    }
    return new BundleFiles(where, contents);
  }

  private static BundleFiles folder(Path folder) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    long total = 0;
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.limit(MAX_ENTRIES + 1L).filter(Files::isRegularFile).sorted().toList();
    }
    if (files.size() > MAX_ENTRIES) {
      throw tooMany(folder.toString());
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (NAME.matcher(name).matches()) {
        try (InputStream in = Files.newInputStream(file)) {
          byte[] content = bounded(in, MAX_BYTES - total, folder.toString(), name);
          total += content.length;
          contents.put(name, content);
        }
      }
    }
    return new BundleFiles(folder.toString(), contents);
  }

  /**
   * From a folder on the class path, which cannot be listed: the files that a bundle may have.
   *
   * @param base a resource folder beside this class
   */
  static BundleFiles classPath(String base) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (String name : ModelBundle.FILES) {
      try (InputStream in = BundleFiles.class.getResourceAsStream(base + "/" + name)) {
        if (in != null) {
          contents.put(name, bounded(in, MAX_BYTES, base, name));
        }
      }
    }
    if (contents.isEmpty()) {
      throw new ModelBundleException(
          "The model " + base + " is not in this build; build it from a whole checkout");
    }
    return new BundleFiles(base, contents);
  }

  private static byte[] bounded(InputStream in, long limit, String where, String name)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (out.size() + (long) n > limit) {
        throw new ModelBundleException(
            where + ": " + name + " unpacks to more than a model bundle holds; refused");
      }
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }

  private static void checkName(String where, String name) throws ModelBundleException {
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      throw new ModelBundleException(
          where + ": expected flat file names but got \"" + name + "\"; refused");
    }
  }

  private static ModelBundleException tooMany(String where) {
    return new ModelBundleException(
        where + ": expected at most " + MAX_ENTRIES + " files in a model bundle; refused");
  }

  String where() {
    return where;
  }

  boolean has(String name) {
    return contents.containsKey(name);
  }

  /** The content of a file that must be there. */
  byte[] get(String name) throws ModelBundleException {
    byte[] content = contents.get(name);
    if (content == null) {
      throw new ModelBundleException(
          where + ": expected a file " + name + " but found " + contents.keySet());
    }
    return content;
  }
}
