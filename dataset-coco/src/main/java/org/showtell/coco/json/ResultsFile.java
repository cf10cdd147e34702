package org.showtell.coco.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.showtell.coco.AnnotationFormatException;

/**
 * The official results format of COCO captions: {@code [{"image_id":404464,"caption":"..."}]}.
 *
 * <p>{@link ResultsWriter} writes it result by result.
 */
public final class ResultsFile {
  private ResultsFile() {}

  /**
   * Reads result by result; only the ids stay in memory.
   *
   * @param file the results file; other keys of a result are passed over
   * @param consumer receives each result in the order of the file
   * @throws AnnotationFormatException if it is not an array of such objects, an image is there
   *     twice, or the JSON is broken
   * @throws IOException if the file cannot be read
   */
  public static void forEach(Path file, Consumer<CaptionResult> consumer) throws IOException {
    Set<String> seen = new HashSet<>();
    try (JsonCursor json = JsonCursor.open(file)) {
      json.array(
          "an array of {\"image_id\":...,\"caption\":\"...\"}",
          index -> {
            CaptionResult result = result(json, "$[" + index + "]");
            if (!seen.add(result.imageId())) {
              throw json.wrong(
                  "$[" + index + "].image_id", "each image once", result.imageId() + " again");
            }
            consumer.accept(result);
          });
      json.end();
    }
  }

  /**
   * @param file the results file
   * @return all its results
   * @throws AnnotationFormatException as {@link #forEach}
   * @throws IOException if the file cannot be read
   */
  public static List<CaptionResult> read(Path file) throws IOException {
    List<CaptionResult> results = new ArrayList<>();
    forEach(file, results::add);
    return results;
  }

  /**
   * @param file where to; an existing file is replaced
   * @param results what to write
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Iterable<CaptionResult> results) throws IOException {
    try (ResultsWriter writer = ResultsWriter.open(file)) {
      for (CaptionResult result : results) {
        writer.write(result);
      }
    }
  }

  private static CaptionResult result(JsonCursor json, String path) throws IOException {
    String[] values = new String[2];
    json.object(
        "an object with \"image_id\" and \"caption\"",
        key -> {
          switch (key) {
            case "image_id" -> values[0] = json.id("an image id");
            case "caption" -> values[1] = json.text("a caption");
            default -> json.skip();
          }
        });
    json.requireKey(path, "image_id", values[0]);
    json.requireKey(path, "caption", values[1]);
    return new CaptionResult(values[0], values[1]);
  }
}
