package org.showtell.app.server;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.util.List;
import org.showtell.app.input.FailureReason;
import org.showtell.app.output.embed.EmbeddedCaption;

/** {@code POST /api/v1/embed}: a photo with its caption inside, to download. */
final class EmbedApi {
  private final Uploads uploads;

  EmbedApi(Uploads uploads) {
    this.uploads = uploads;
  }

  void post(Context request) throws IOException {
    List<UploadedFile> files = uploads.files(request);
    List<String> captions = uploads.texts(request, "caption");
    List<String> keywords = uploads.texts(request, "keyword");
    if (files.size() != 1 || captions.size() != 1 || captions.get(0).isBlank()) {
      throw Problem.badRequest(
          "The request must have one field named file and one named caption with a text, but got"
              + " %d and %s".formatted(files.size(), Problem.quoted(captions.toString())));
    }
    UploadedFile file = files.get(0);
    try {
      byte[] written =
          uploads.decode(file, photo -> EmbeddedCaption.write(photo, captions.get(0), keywords));
      // What it is has been looked at, and not what the client says; never a page.
      request.contentType("application/octet-stream").result(written);
    } catch (IOException e) {
      throw Problem.unreadable(Uploads.name(file) + ": " + FailureReason.of(e));
    }
  }
}
