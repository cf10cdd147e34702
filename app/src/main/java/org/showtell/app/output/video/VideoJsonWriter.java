package org.showtell.app.output.video;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.output.caption.CaptionJson;
import org.showtell.app.output.caption.KeywordJson;
import org.showtell.app.output.caption.RecordDetails;
import org.showtell.app.output.caption.Scores;
import org.showtell.app.output.file.Destination;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoFacts;
import org.showtell.app.video.VideoOutcome;

/**
 * A record per cue: {@code path}, {@code start}, {@code end} (seconds), {@code caption}, {@code
 * score} and, where they were asked for, {@code keywords}; that of a summary also has {@code
 * summary}. What is missing of a video is a record as photos that failed have it. Records are
 * lines, or the elements of one array.
 */
final class VideoJsonWriter extends VideoDocument {
  private static final JsonFactory JSON = new JsonFactory();

  private final String model;
  private final boolean array;
  private final boolean keywords;
  private boolean started;
  private String path = "";

  /**
   * @param array whether the records are the elements of one array
   * @param keywords whether the records have them
   */
  VideoJsonWriter(Destination destination, String model, boolean array, boolean keywords) {
    super(destination);
    this.model = model;
    this.array = array;
    this.keywords = keywords;
  }

  @Override
  public void begin(VideoFacts video) {
    path = video.path();
  }

  @Override
  public void cue(VideoCue cue) throws IOException {
    record(json(cue, false));
  }

  @Override
  public void summary(VideoCue whole) throws IOException {
    record(json(whole, true));
  }

  @Override
  public void end(VideoOutcome outcome) throws IOException {
    if (outcome.isFailed()) {
      CaptionRecord failed = CaptionRecord.failed(path, model, outcome.error().get());
      record(CaptionJson.line(failed, new RecordDetails(false, keywords)));
    }
  }

  private String json(VideoCue cue, boolean summary) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("path", path);
      json.writeNumberField("start", VideoClock.seconds(cue.start()));
      json.writeNumberField("end", VideoClock.seconds(cue.end()));
      json.writeStringField("caption", cue.caption().text());
      json.writeNumberField("score", Scores.rounded(cue.caption().score()));
      if (keywords) {
        KeywordJson.writeField(cue.keywords(), json);
      }
      if (summary) {
        json.writeBooleanField("summary", true);
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private void record(String json) throws IOException {
    String before = array ? started ? ",\n" : "[\n" : "";
    write(before + json + (array ? "" : "\n"));
    started = true;
  }

  @Override
  public void finish() throws IOException {
    if (array) {
      write(started ? "\n]\n" : "[]\n");
    }
    super.finish();
  }
}
