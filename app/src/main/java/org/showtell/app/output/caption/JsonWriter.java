package org.showtell.app.output.caption;

import java.io.IOException;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.JsonDocumentWriter;

/** JSON Lines or one array of JSON: a record per image, see {@link RecordJson}. */
public final class JsonWriter extends JsonDocumentWriter implements CaptionWriter {
  private final RecordJson.Details details;

  /**
   * @param array whether the records are the elements of one array
   */
  public JsonWriter(Destination destination, RecordJson.Details details, boolean array) {
    super(destination, array);
    this.details = details;
  }

  @Override
  public void accept(CaptionedPhoto photo) throws IOException {
    record(RecordJson.caption(photo.record(), details));
  }
}
