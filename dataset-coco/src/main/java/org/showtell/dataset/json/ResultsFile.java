package org.showtell.dataset.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.showtell.dataset.AnnotationFormatException;

/**
 * The official results format of COCO captions: {@code [{"image_id":404464,"caption":"..."}]}.
 *
 * <p>{@link Writer} writes it result by result.
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
   */
  public static void forEach(Path file, Consumer<CaptionResult> consumer) throws IOException {
    ROWS.forEach(file, (id, caption) -> consumer.accept(new CaptionResult(id, caption)));
  }

  /** All its results. */
  public static List<CaptionResult> read(Path file) throws IOException {
    List<CaptionResult> results = new ArrayList<>();
    forEach(file, results::add);
    return results;
  }

  /**
   * @param file where to; an existing file is replaced
   */
  public static void write(Path file, Iterable<CaptionResult> results) throws IOException {
    try (Writer writer = Writer.open(file)) {
      for (CaptionResult result : results) {
        writer.write(result);
      }
    }
  }

  /**
   * One line of a results file: the caption that a model gave an image.
   *
   * @param imageId the image's id, as in the references
   * @param caption the caption; may be empty, which scores zero
   */
  public record CaptionResult(String imageId, String caption) {

    /**
     * @throws IllegalArgumentException if the id is blank
     */
    public CaptionResult {
      Objects.requireNonNull(caption, "caption");
      if (imageId.isBlank()) {
        throw new IllegalArgumentException(
            "a result needs an image id, received '" + imageId + "'");
      }
    }
  }

  /** Writes a results file result by result, one per line; the file is complete once closed. */
  public static final class Writer implements AutoCloseable {
    private final JsonGenerator json;

    private Writer(JsonGenerator json) {
      this.json = json;
    }

    /**
     * @param file where to; an existing file is replaced
     */
    public static Writer open(Path file) throws IOException {
      return open(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    /**
     * @param out where to; closed with the writer
     */
    public static Writer open(OutputStream out) throws IOException {
      return new Writer(IdTextRows.begin(out));
    }

    /**
     * @param result written as a number where its id is one, else as a string
     */
    public void write(CaptionResult result) throws IOException {
      ROWS.write(json, result.imageId(), result.caption());
    }

    @Override
    public void close() throws IOException {
      IdTextRows.end(json);
    }
  }
}
