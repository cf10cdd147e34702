package org.showtell.dataset.text;

import static org.showtell.dataset.AnnotationFormatException.atLine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.TextEncoding;

/**
 * Questions as a table: a CSV file whose first line names the columns {@code image}, {@code
 * question} and, where there are answers, {@code answer}; other columns are passed over.
 */
public final class QuestionTable {
  private QuestionTable() {}

  /**
   * The questions in the order of the table; the id is the number of the row, from 1. Spreadsheets
   * also put semicolons or tabs between the columns.
   *
   * @param leftOut is told of rows without an image or a question
   */
  public static List<QuestionExample> read(Path file, LeftOut leftOut) throws IOException {
    try (BufferedReader text = TextEncoding.reader(AnnotationFile.open(file));
        CSVParser table = CsvTable.parse(text)) {
      List<String> columns = CsvTable.columns(file, table, "image", "question");
      boolean answered = columns.stream().anyMatch("answer"::equalsIgnoreCase);
      List<QuestionExample> examples = new ArrayList<>();
      for (CSVRecord row : table) {
        long line = table.getCurrentLineNumber();
        QuestionExample example = example(file, line, row, answered);
        if (example == null) {
          leftOut.add("row", "no image or no question", "line " + line);
        } else {
          examples.add(example);
        }
      }
      if (examples.isEmpty()) {
        throw atLine(file, 2, "a question", "none", "check the file");
      }
      return examples;
    } catch (UncheckedIOException | IllegalArgumentException | CharacterCodingException e) {
      throw noTable(file, e);
    }
  }

  private static AnnotationFormatException noTable(Path file, Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    String reason =
        cause instanceof CSVException
            ? "double quotes do not surround a value"
            : cause instanceof CharacterCodingException
                ? "it is in another encoding"
                : cause.getMessage();
    return new AnnotationFormatException(
        file + ": expected a CSV table in UTF-8 (" + reason + "); mend the file", e);
  }

  /** The question of a row; null where it has none, or no image. */
  private static QuestionExample example(Path file, long line, CSVRecord row, boolean answered)
      throws AnnotationFormatException {
    CsvTable.check(file, line, row, answered ? 3 : 2);
    String image = row.get("image");
    String question = CaptionedImage.tidy(row.get("question"));
    String answer = answered ? CaptionedImage.tidy(row.get("answer")) : "";
    if (image.isEmpty() || question.isEmpty()) {
      return null;
    }
    return new QuestionExample(
        Long.toString(row.getRecordNumber()),
        image,
        image,
        question,
        answer,
        answer.isEmpty() ? List.of() : List.of(answer),
        "",
        "",
        List.of());
  }
}
