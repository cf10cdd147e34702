package org.showtell.dataset.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.showtell.dataset.AnnotationFormatException;

/**
 * The official results format of COCO captions: {@code [{"image_id":404464,"caption":"..."}]}.
 *
 * <p>{@link ResultsWriter} writes it result by result.
 */
public final class ResultsFile {
  static final IdTextRows ROWS = new IdTextRows("image_id", "caption", "each image", "a caption");

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
    ROWS.forEach(file, (id, caption) -> consumer.accept(new CaptionResult(id, caption)));
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
}
