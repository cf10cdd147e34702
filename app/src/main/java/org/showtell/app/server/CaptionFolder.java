package org.showtell.app.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.showtell.app.output.file.FileInPlace;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.dataset.PathName;
import org.showtell.dataset.TextEncoding;
import org.showtell.encoder.file.AtomicFile;

/**
 * The captions of a folder: its {@code captions.jsonl} where there is one, else a text file beside
 * each image. An edited caption stays: runs that continue the file or skip existing text files
 * leave it, and others refuse to replace it without being asked.
 */
final class CaptionFolder {
  private static final String FILE = "captions.jsonl";
  private static final String EDITED = "edited"; // in place of a model's name
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int LONGEST_SIDECAR = 64 << 10;

  private final Path root;
  private final Path lines;

  /**
   * @param root the folder's path without links
   */
  CaptionFolder(Path folder, Path root) {
    this.root = root;
    lines = folder.resolve(FILE);
  }

  /** Whether a file lies in the folder, wherever links lead. */
  static boolean isInside(Path root, Path file) {
    try {
      return file.toRealPath().startsWith(root);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isOurs(Path file) {
    return Files.isRegularFile(file) && isInside(root, file);
  }

  // Of a text that is there or not: a link out of the folder, even a broken one, is not followed.
  private void requireInside(Path file) throws IOException {
    if (Files.isSymbolicLink(file) && !isInside(root, file)) {
      throw new IOException(file.getFileName() + " is a link that leads out of the folder");
    }
  }

  /** The captions that are there, by the name of the image. */
  Map<String, String> read(Map<String, Path> files) throws IOException {
    Map<String, String> captions = new HashMap<>();
    Set<String> edited = new HashSet<>();
    if (isOurs(lines)) {
      try (BufferedReader reader = TextEncoding.reader(Files.newInputStream(lines))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          JsonNode record = record(line);
          String name = record == null ? null : name(record, files);
          if (name != null && record.path("caption").isTextual() && !edited.contains(name)) {
            captions.put(name, record.path("caption").textValue());
            if (record.path("model").asText().equals(EDITED)) {
              edited.add(name); // a run that spells the path otherwise adds a second record
            }
          }
        }
      }
      return captions;
    }
    Set<Path> taken = new HashSet<>(); // by the first of several images, as on the command line
    for (Map.Entry<String, Path> one : files.entrySet()) {
      Path sidecar = sidecar(one.getValue());
      if (taken.add(sidecar) && isOurs(sidecar)) {
        captions.put(one.getKey(), firstLine(sidecar));
      }
    }
    return captions;
  }

  /** Empty where it cannot be read, as a text of another program that is not Unicode. */
  private static String firstLine(Path sidecar) {
    try (InputStream in = Files.newInputStream(sidecar);
        BufferedReader reader =
            TextEncoding.reader(new ByteArrayInputStream(in.readNBytes(LONGEST_SIDECAR)))) {
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      return ""; // the other images have theirs
    }
  }

  /**
   * Saves a caption as the command line would, in one piece.
   *
   * @param name of the image
   * @param files the images of the folder, by name
   * @throws Problem.ProblemException if the text belongs to another image
   */
  synchronized void save(String name, Map<String, Path> files, String caption) throws IOException {
    requireInside(lines);
    if (!Files.isRegularFile(lines)) {
      Path sidecar = sidecar(files.get(name));
      requireInside(sidecar);
      requireOwner(sidecar, name, files);
      AtomicFile.write(sidecar, (caption + "\n").getBytes(StandardCharsets.UTF_8), true);
      return;
    }
    try {
      FileInPlace held = FileInPlace.open(lines, -1, Files.size(lines));
      try (held) { // while another file takes its place: what a run appended would be lost
        AtomicFile.write(lines, changed(name, files, caption), true);
      }
    } catch (OutputRefusedException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void requireOwner(Path sidecar, String name, Map<String, Path> files) {
    for (Map.Entry<String, Path> one : files.entrySet()) {
      if (sidecar(one.getValue()).equals(sidecar)) {
        if (one.getKey().equals(name)) {
          return;
        }
        throw Problem.conflict(
            "Each photo must have a text of its own, but got "
                + PathName.of(sidecar.getFileName())
                + " for this one and "
                + Problem.quoted(one.getKey())
                + "; rename one of them, or caption the folder into captions.jsonl first");
      }
    }
  }

  private byte[] changed(String name, Map<String, Path> files, String caption) throws IOException {
    StringBuilder changed = new StringBuilder();
    String path = PathName.of(files.get(name));
    boolean found = false;
    for (String line : Files.readAllLines(lines)) {
      JsonNode record = record(line);
      String of = record == null ? null : name(record, files);
      if (name.equals(of)) {
        found = true;
        changed.append(edited((ObjectNode) record, caption));
      } else {
        changed.append(line).append('\n');
      }
      if (of != null) { // as the run spelled it, so that a later run finds it
        String spelled = record.path("path").asText();
        path = spelled.substring(0, spelled.length() - of.length()) + name;
      }
    }
    if (!found) {
      changed.append(edited(JSON.createObjectNode().put("path", path), caption));
    }
    return changed.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The record with a person's caption: no model gave it, and it has no score. */
  private static String edited(ObjectNode record, String caption) throws IOException {
    record.put("caption", caption).putNull("score");
    record.putArray("captions").addObject().put("text", caption).putNull("score");
    return JSON.writeValueAsString(record.put("model", EDITED).putNull("error")) + "\n";
  }

  private static JsonNode record(String line) {
    try {
      JsonNode record = line.isBlank() ? null : JSON.readTree(line);
      return record != null && record.isObject() ? record : null;
    } catch (IOException e) {
      return null; // a half-written last line
    }
  }

  // A record names its image as the run was told: by a path that ends like the image's.
  private static String name(JsonNode record, Map<String, Path> files) {
    String path = record.path("path").asText().replace('\\', '/');
    while (!path.isEmpty()) {
      if (files.containsKey(path)) {
        return path;
      }
      int slash = path.indexOf('/');
      path = slash < 0 ? "" : path.substring(slash + 1);
    }
    return null;
  }

  private static Path sidecar(Path image) {
    String name = PathName.of(image.getFileName());
    int dot = name.lastIndexOf('.');
    String sidecar = (dot > 0 ? name.substring(0, dot) : name) + ".txt";
    return image.resolveSibling(PathName.toPath(sidecar));
  }
}
