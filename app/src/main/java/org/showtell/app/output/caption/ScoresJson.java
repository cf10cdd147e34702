package org.showtell.app.output.caption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Scores as one flat JSON object of the official names. */
public final class ScoresJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ScoresJson() {}

  /** One line, in the map's order. */
  public static String of(Map<String, ? extends Number> scores) throws JsonProcessingException {
    return MAPPER.writeValueAsString(scores);
  }
}
