package org.showtell.app.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.showtell.app.output.sidecar.XmpWriter;

/** {@code POST /api/v1/xmp}: a sidecar for a caption that was edited in the page. */
final class XmpApi {
  private static final int LONGEST = 10_000;
  private static final int MOST = 1000;

  private XmpApi() {}

  static void post(Context request) {
    JsonNode body = Body.object(request);
    String caption = Body.text(body, "caption", LONGEST);
    List<String> keywords = new ArrayList<>();
    for (JsonNode keyword : body.path("keywords")) {
      if (!keyword.isTextual() || keyword.textValue().length() > MOST || keywords.size() == MOST) {
        throw Problem.badRequest("keywords must be at most " + MOST + " texts, but got " + keyword);
      }
      keywords.add(keyword.textValue());
    }
    String xmp = XmpWriter.text(caption, keywords);
    request
        .contentType("application/json")
        .result(Json.object(json -> json.writeStringField("xmp", xmp)));
  }
}
