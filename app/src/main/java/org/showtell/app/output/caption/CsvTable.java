package org.showtell.app.output.caption;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.ScoredCaption;

/**
 * The columns of a CSV file: {@code path,caption,score}, {@code caption_2,score_2} and so on where
 * several captions were asked for, {@code keywords} where they were, {@code model,error}. RFC 4180:
 * commas, CRLF, quotes where needed. What a failed photo does not have is empty.
 *
 * @param numCaptions captions for each photo
 * @param keywords whether there is a column for them, with semicolons between the words
 */
record CsvTable(int numCaptions, boolean keywords) {
  static final String PATH = "path";
  static final String MODEL = "model";
  static final String ERROR = "error";

  String header() {
    Stream.Builder<String> columns = Stream.builder();
    columns.add(PATH).add("caption").add("score");
    for (int i = 2; i <= numCaptions; i++) {
      columns.add("caption_" + i).add("score_" + i);
    }
    if (keywords) {
      columns.add("keywords");
    }
    return line(columns.add(MODEL).add(ERROR).build().toList());
  }

  String row(CaptionRecord record) {
    List<Object> fields = new ArrayList<>();
    fields.add(record.path());
    for (int i = 0; i < numCaptions; i++) {
      // Sampling may find fewer different captions than were asked for.
      boolean there = i < record.captions().size();
      ScoredCaption caption = there ? record.captions().get(i) : null;
      fields.add(there ? caption.text() : "");
      fields.add(there ? score(caption.score()) : i == 0 ? score(record.score()) : "");
    }
    if (keywords) {
      fields.add(KeywordText.joined(record.keywords(), "; "));
    }
    fields.add(record.model());
    fields.add(record.isFailed() ? record.error() : "");
    return line(fields);
  }

  private static String score(Double score) {
    return score == null ? "" : Double.toString(Scores.rounded(score));
  }

  private static String line(List<?> fields) {
    return CSVFormat.RFC4180.format(fields.toArray()) + "\r\n";
  }
}
