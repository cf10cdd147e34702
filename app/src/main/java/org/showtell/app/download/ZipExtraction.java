package org.showtell.app.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.showtell.app.input.FailureReason;
import org.showtell.encoder.file.AtomicFile;

/** Takes single files out of a zip. */
final class ZipExtraction {
  private ZipExtraction() {}

  /** Takes one file out, unless it is there with the same content. */
  static void extract(Path zip, String name, Path target) throws IOException {
    try {
      take(zip, name, target);
    } catch (IOException e) {
      throw new IOException(
          target + ": cannot be taken out of " + zip + " (" + FailureReason.of(e) + ")", e);
    }
  }

  private static void take(Path zip, String name, Path target) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      ZipEntry entry = file.getEntry(name);
      if (entry == null) {
        throw new IOException("there is no " + name + " in it");
      }
      if (isThere(target, entry)) {
        return;
      }
      try (InputStream in = file.getInputStream(entry);
          AtomicFile beside = new AtomicFile(target)) {
        CheckedOutputStream out = new CheckedOutputStream(beside.stream(), new CRC32());
        in.transferTo(out);
        if (out.getChecksum().getValue() != entry.getCrc()) {
          throw new IOException(name + " in it is damaged; delete the zip and try again");
        }
        beside.replace();
      }
    }
  }

  private static boolean isThere(Path target, ZipEntry entry) throws IOException {
    if (!Files.isRegularFile(target) || Files.size(target) != entry.getSize()) {
      return false;
    }
    CheckedInputStream in = new CheckedInputStream(Files.newInputStream(target), new CRC32());
    try (in) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return in.getChecksum().getValue() == entry.getCrc();
  }
}
