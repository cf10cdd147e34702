package org.showtell.app.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;

/** A request's body as JSON. */
final class Body {
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // An image in base64 is one long string; how long a body may be is the server's limit.
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
  }

  private Body() {}

  /**
   * The body as an object.
   *
   * @throws Problem.ProblemException if it is none
   */
  static JsonNode object(Context request) {
    try {
      JsonNode body = JSON.readTree(request.bodyAsBytes());
      if (body == null || !body.isObject()) {
        throw Problem.badRequest("The body must be a JSON object, but got something else");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw Problem.badRequest(
          "The body must be a JSON object, but got something else in column "
              + e.getLocation().getColumnNr());
    } catch (java.io.IOException e) {
      throw Problem.badRequest("The body cannot be read: " + e.getMessage());
    }
  }

  /** A text of the object, not blank. */
  static String text(JsonNode body, String field, int longest) {
    JsonNode value = body.path(field);
    if (!value.isTextual() || value.textValue().isBlank() || value.textValue().length() > longest) {
      throw Problem.badRequest(
          field + " must be a text of 1 to " + longest + " characters, but got " + shown(value));
    }
    return value.textValue();
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "none";
    }
    String text = value.toString();
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
