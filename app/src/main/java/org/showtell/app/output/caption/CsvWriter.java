package org.showtell.app.output.caption;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.Keyword;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.DocumentWriter;

/** CSV: a row per image, see {@link Table}. */
public final class CsvWriter extends DocumentWriter implements CaptionWriter {
  private final Table table;

  /**
   * @param withHeader whether the file begins here; false where rows are added to one
   */
  public CsvWriter(Destination destination, Table table, boolean withHeader) throws IOException {
    super(destination);
    this.table = table;
    if (withHeader) {
      write(table.header());
    }
  }

  @Override
  public void accept(CaptionedPhoto photo) throws IOException {
    write(table.row(photo.record()));
  }

  /**
   * The columns: {@code path,caption,score}, {@code caption_2,score_2} and so on where several
   * captions were asked for, {@code keywords} where they were, {@code model,error}. RFC 4180:
   * commas, CRLF, quotes where needed. What a failed image does not have is empty.
   *
   * @param numCaptions captions for each image
   * @param keywords whether there is a column for them, with semicolons between the words
   * @param dialect of the file
   */
  record Table(int numCaptions, boolean keywords, CsvDialect dialect) {
    static final String PATH = "path";
    static final String CAPTION = "caption";
    static final String MODEL = "model";
    static final String ERROR = "error";

    String header() {
      return dialect.line(columns());
    }

    List<String> columns() {
      List<String> columns = new ArrayList<>(List.of(PATH, CAPTION, "score"));
      for (int i = 2; i <= numCaptions; i++) {
        columns.addAll(List.of("caption_" + i, "score_" + i));
      }
      if (keywords) {
        columns.add("keywords");
      }
      columns.addAll(List.of(MODEL, ERROR));
      return columns;
    }

    String row(CaptionRecord record) {
      List<Object> fields = new ArrayList<>();
      fields.add(record.path());
      for (int i = 0; i < numCaptions; i++) {
        // Sampling may find fewer different captions than were asked for.
        boolean exists = i < record.captions().size();
        ScoredCaption caption = exists ? record.captions().get(i) : null;
        fields.add(exists ? caption.written() : "");
        fields.add(exists ? score(caption.score()) : i == 0 ? score(record.score()) : "");
      }
      if (keywords) {
        fields.add(record.keywords().stream().map(Keyword::word).collect(Collectors.joining("; ")));
      }
      fields.add(record.model());
      fields.add(record.error() == null ? "" : record.error());
      return dialect.line(fields);
    }

    private static String score(Double score) {
      return score == null ? "" : Double.toString(RecordJson.rounded(score));
    }
  }
}
