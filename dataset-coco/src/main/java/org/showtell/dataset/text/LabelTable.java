package org.showtell.dataset.text;

import static org.showtell.dataset.AnnotationFormatException.atLine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ClipRange;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.SplitSelection;

/**
 * Labels of videos as a table: a CSV file whose first line names the columns {@code file} and
 * {@code label} and, where they are there, {@code start} and {@code end} (seconds; the part of the
 * video that has the label) and {@code split} (train, dev or val, test). Other columns are passed
 * over.
 */
public final class LabelTable {
  /** Of a table without splits, one file in so many of each label is held out. */
  private static final int HELD_OUT = 5;

  private final Path file;
  private final SplitSelection split;
  private final LeftOut leftOut;
  private final Map<String, Integer> files = new HashMap<>(); // how many a label has
  private final Map<String, Boolean> held = new HashMap<>(); // files by name

  private LabelTable(Path file, SplitSelection split, LeftOut leftOut) {
    this.file = file;
    this.split = split;
    this.leftOut = leftOut;
  }

  /**
   * The rows of a split, in their order; the id is the number of the row, from 1, and the only
   * caption is the label. Of a table without a column {@code split}, every fifth file of each label
   * is dev and test, the others are train.
   *
   * @param leftOut is told of rows without a file or a label, and of those that are not UTF-8
   */
  public static List<CaptionedImage> read(Path file, SplitSelection split, LeftOut leftOut)
      throws IOException {
    return CsvTable.read(file, new LabelTable(file, split, leftOut)::read);
  }

  private List<CaptionedImage> read(CSVParser table) throws AnnotationFormatException {
    CsvTable.columns(file, table, "file", "label");
    List<CaptionedImage> rows = new ArrayList<>();
    for (CSVRecord row : table) {
      long line = table.getCurrentLineNumber();
      CsvTable.check(file, line, row, 0);
      String video = row.get("file");
      String label = CaptionedImage.tidy(row.get("label"));
      if (CsvTable.isDamaged(row)) {
        leftOut.add("row", "not UTF-8", "line " + line);
      } else if (video.isEmpty() || label.isEmpty()) {
        leftOut.add("row", "no file or no label", "line " + line);
      } else if (takes(row, video, label)) {
        rows.add(
            new CaptionedImage(
                Long.toString(row.getRecordNumber()), video, clip(row, line), List.of(label)));
      }
    }
    if (rows.isEmpty()) {
      throw atLine(
          file,
          2,
          "a label of the split " + split.name(),
          leftOut.isEmpty() ? "none" : leftOut.summary(),
          "check the file and its column split");
    }
    return rows;
  }

  private boolean takes(CSVRecord row, String video, String label) {
    if (row.isMapped("split")) {
      return split.takes(row.get("split"));
    }
    // A file with several rows is on one side as a whole.
    boolean out =
        held.computeIfAbsent(video, name -> files.merge(label, 1, Integer::sum) % HELD_OUT == 0);
    return switch (split.name()) {
      case "train" -> !out;
      case "dev", "test" -> out;
      default -> true;
    };
  }

  private ClipRange clip(CSVRecord row, long line) throws AnnotationFormatException {
    double start = seconds(row, "start", 0, line);
    double end = seconds(row, "end", Double.POSITIVE_INFINITY, line);
    if (!(start >= 0 && end > start)) {
      throw atLine(
          file, line, "a start of at least 0 and an end after it", start + " to " + end, "mend it");
    }
    return new ClipRange(start, end);
  }

  private double seconds(CSVRecord row, String column, double otherwise, long line)
      throws AnnotationFormatException {
    String text = row.isMapped(column) ? row.get(column) : "";
    try {
      return text.isEmpty() ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw atLine(file, line, column + " in seconds", text, "write a number such as 2.5");
    }
  }
}
