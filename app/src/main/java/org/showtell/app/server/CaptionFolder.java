package org.showtell.app.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.showtell.app.input.PathName;
import org.showtell.dataset.TextEncoding;
import org.showtell.encoder.file.AtomicFile;

/**
 * The captions of a folder: its {@code captions.jsonl} where there is one, else a text file beside
 * each image. An edited caption stays: runs that continue the file or skip existing text files
 * leave it, and others refuse to replace it without being asked.
 */
final class CaptionFolder {
  private static final String FILE = "captions.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path lines;

  CaptionFolder(Path folder) {
    lines = folder.resolve(FILE);
  }

  /** The captions that are there, by the name of the image. */
  Map<String, String> read(Map<String, Path> files) throws IOException {
    Map<String, String> captions = new HashMap<>();
    if (Files.isRegularFile(lines)) {
      try (BufferedReader reader = TextEncoding.reader(Files.newInputStream(lines))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          JsonNode record = record(line);
          String name = record == null ? null : name(record, files);
          if (name != null && record.path("caption").isTextual()) {
            captions.put(name, record.path("caption").textValue());
          }
        }
      }
      return captions;
    }
    for (Map.Entry<String, Path> one : files.entrySet()) {
      Path sidecar = sidecar(one.getValue());
      if (Files.isRegularFile(sidecar)) {
        captions.put(one.getKey(), firstLine(sidecar));
      }
    }
    return captions;
  }

  /** Empty where the file is not in a Unicode encoding. */
  private static String firstLine(Path sidecar) throws IOException {
    try (BufferedReader reader = TextEncoding.reader(Files.newInputStream(sidecar))) {
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  /** Saves a caption as the command line would, in one piece. */
  synchronized void save(String name, Path file, String caption) throws IOException {
    if (!Files.isRegularFile(lines)) {
      AtomicFile.write(sidecar(file), (caption + "\n").getBytes(StandardCharsets.UTF_8), true);
      return;
    }
    StringBuilder changed = new StringBuilder();
    boolean found = false;
    for (String line : Files.readAllLines(lines)) {
      JsonNode record = record(line);
      if (record instanceof ObjectNode object && name.equals(name(record, Map.of(name, file)))) {
        found = true;
        object.put("caption", caption);
        ArrayNode captions = object.putArray("captions");
        captions.addObject().put("text", caption).set("score", object.get("score"));
        object.putNull("error");
        changed.append(JSON.writeValueAsString(object)).append('\n');
      } else {
        changed.append(line).append('\n');
      }
    }
    if (!found) {
      ObjectNode added = JSON.createObjectNode();
      added.put("path", file.toString()).put("caption", caption).putNull("score");
      added.putArray("captions").addObject().put("text", caption).putNull("score");
      added.put("model", "edited").putNull("error");
      changed.append(JSON.writeValueAsString(added)).append('\n');
    }
    AtomicFile.write(lines, changed.toString().getBytes(StandardCharsets.UTF_8), true);
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
