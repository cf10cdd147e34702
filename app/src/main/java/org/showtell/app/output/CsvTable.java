package org.showtell.app.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.showtell.app.pipeline.CaptionRecord;
import org.showtell.app.pipeline.ScoredCaption;

/**
 * The columns of a CSV file: {@code path,caption,score}, {@code caption_2,score_2} and so on where
 * several captions were asked for, {@code model,error}. RFC 4180: commas, CRLF, quotes where
 * needed. What a failed photo does not have is empty.
 *
 * @param numCaptions captions for each photo
 */
record CsvTable(int numCaptions) {
  static final String PATH = "path";
  static final String MODEL = "model";
  static final String ERROR = "error";

  String header() {
    Stream.Builder<String> columns = Stream.builder();
    columns.add(PATH).add("caption").add("score");
    for (int i = 2; i <= numCaptions; i++) {
      columns.add("caption_" + i).add("score_" + i);
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
      fields.add(there ? Double.toString(Scores.rounded(caption.score())) : "");
    }
    fields.add(record.model());
    fields.add(record.isFailed() ? record.error() : "");
    return line(fields);
  }

  private static String line(List<?> fields) {
    return CSVFormat.RFC4180.format(fields.toArray()) + "\r\n";
  }
}
