package org.showtell.app.output.video;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.output.caption.RecordJson;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.JsonDocumentWriter;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOutcome;

/**
 * A record per cue: {@code path}, {@code start}, {@code end} (seconds), {@code caption}, {@code
 * score} and, where they were asked for, {@code keywords}; that of a summary also has {@code
 * summary}. What is missing of a video is a record as images that failed have it.
 */
public final class VideoJsonWriter extends JsonDocumentWriter implements VideoWriter {
  private final String model;
  private final boolean keywords;
  private String path = "";

  VideoJsonWriter(Destination destination, String model, boolean array, boolean keywords) {
    super(destination, array);
    this.model = model;
    this.keywords = keywords;
  }

  @Override
  public void begin(String video, Optional<Duration> duration) {
    path = video;
  }

  @Override
  public void cue(VideoCue cue) throws IOException {
    record(line(path, cue, keywords, false));
  }

  @Override
  public void summary(VideoCue whole) throws IOException {
    record(line(path, whole, keywords, true));
  }

  @Override
  public void end(VideoOutcome outcome) throws IOException {
    if (outcome.isFailed()) {
      CaptionRecord failed = CaptionRecord.failed(path, model, outcome.error().get());
      record(RecordJson.caption(failed, new RecordJson.Details(false, keywords)));
    }
  }

  /** The record of a cue, or of a summary. */
  public static String line(String path, VideoCue cue, boolean keywords, boolean summary) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", path);
    fields.put("start", VideoClock.seconds(cue.start()));
    fields.put("end", VideoClock.seconds(cue.end()));
    fields.put("caption", cue.caption().text());
    fields.put("score", RecordJson.rounded(cue.caption().score()));
    if (keywords) {
      fields.put("keywords", RecordJson.keywords(cue.keywords()));
    }
    if (summary) {
      fields.put("summary", true);
    }
    return RecordJson.line(fields);
  }
}
