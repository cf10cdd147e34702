package org.showtell.dataset.text;

import static org.showtell.dataset.AnnotationFormatException.atLine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.vocabulary.CaptionTokenizer;

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
   * @param leftOut is told of rows without an image or a question, and of those that are not UTF-8
   */
  public static List<QuestionExample> read(Path file, LeftOut leftOut) throws IOException {
    return CsvTable.read(file, table -> read(file, table, leftOut));
  }

  private static List<QuestionExample> read(Path file, CSVParser table, LeftOut leftOut)
      throws AnnotationFormatException {
    List<String> columns = CsvTable.columns(file, table, "image", "question");
    boolean answered = columns.stream().anyMatch("answer"::equalsIgnoreCase);
    List<QuestionExample> examples = new ArrayList<>();
    for (CSVRecord row : table) {
      long line = table.getCurrentLineNumber();
      if (CsvTable.isDamaged(row)) {
        leftOut.add("row", "not UTF-8", "line " + line);
        continue;
      }
      QuestionExample example = example(file, line, row, answered);
      if (example == null) {
        leftOut.add("row", "no image or no question", "line " + line);
      } else {
        examples.add(example);
      }
    }
    if (examples.isEmpty()) {
      String got = leftOut.isEmpty() ? "none" : leftOut.summary();
      throw atLine(file, 2, "a question", got, "check the file");
    }
    return examples;
  }

  /** The question of a row; null where it has none, or no image. */
  private static QuestionExample example(Path file, long line, CSVRecord row, boolean answered)
      throws AnnotationFormatException {
    CsvTable.check(file, line, row, answered ? 3 : 2);
    String image = row.get("image");
    String question = CaptionedImage.tidy(row.get("question"));
    String answer = answered ? CaptionedImage.tidy(row.get("answer")) : "";
    if (image.isEmpty() || !CaptionTokenizer.hasWords(question)) {
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
