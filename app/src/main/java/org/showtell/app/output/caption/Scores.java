package org.showtell.app.output.caption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Scores as files show them. */
public final class Scores {
  private static final double DECIMALS = 1e6;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Scores() {}

  /** With six decimals: more than two runs on two machines agree on. */
  public static double rounded(double score) {
    return Math.rint(score * DECIMALS) / DECIMALS + 0.0; // no negative zero
  }

  /** One flat JSON object on one line, in the map's order. */
  public static String json(Map<String, ? extends Number> scores) throws JsonProcessingException {
    return MAPPER.writeValueAsString(scores);
  }
}
