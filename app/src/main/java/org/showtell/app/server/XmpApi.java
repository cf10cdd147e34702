package org.showtell.app.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.showtell.app.output.sidecar.XmpWriter;

/** {@code POST /api/v1/xmp}: a sidecar for a caption that was edited in the page. */
final class XmpApi {
  private static final int LONGEST = 10_000;
  private static final int MOST = 1000;

  private final Body.Memory memory;

  XmpApi(Body.Memory memory) {
    this.memory = memory;
  }

  void post(Context request) throws IOException {
    new QueryOptions(request.queryParamMap(), Set.of());
    try (Body body = Body.read(request, Body.TEXTS, memory)) {
      String caption = body.text("caption", LONGEST);
      JsonNode given = body.json().path("keywords");
      if (!given.isMissingNode() && (!given.isArray() || given.size() > MOST)) {
        throw Problem.badRequest(
            "keywords must be an array of at most "
                + MOST
                + " texts, but got "
                + Problem.quoted(given.toString()));
      }
      List<String> keywords = new ArrayList<>();
      given.forEach(keyword -> keywords.add(Body.text("keywords", keyword, MOST)));
      String xmp = XmpWriter.text(caption, keywords);
      Json.answer(request, Json.object(json -> json.writeStringField("xmp", xmp)));
    }
  }
}
