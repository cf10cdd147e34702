package org.showtell.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Sentences with the reference implementation's tokens and scores. */
record GoldenScores(JsonNode corpus, List<Image> images) {

  /** One image: {@code sentences} and {@code tokens} hold the candidate first. */
  record Image(String id, List<String> sentences, List<List<String>> tokens, JsonNode scores) {
    CaptionComparison comparison() {
      return new CaptionComparison(tokens.get(0), tokens.subList(1, tokens.size()));
    }
  }

  static GoldenScores read(InputStream in) throws IOException {
    JsonNode root = new ObjectMapper().readTree(in);
    List<Image> images = new ArrayList<>();
    for (JsonNode image : root.get("images")) {
      List<String> sentences = new ArrayList<>();
      sentences.add(image.get("candidate").asText());
      image.get("references").forEach(r -> sentences.add(r.asText()));
      List<List<String>> tokens = new ArrayList<>();
      image
          .get("tokens")
          .forEach(
              t -> tokens.add(t.asText().isEmpty() ? List.of() : List.of(t.asText().split(" "))));
      images.add(new Image(image.get("id").asText(), sentences, tokens, image));
    }
    return new GoldenScores(root.get("corpus"), images);
  }

  List<CaptionComparison> comparisons() {
    return images.stream().map(Image::comparison).toList();
  }
}
