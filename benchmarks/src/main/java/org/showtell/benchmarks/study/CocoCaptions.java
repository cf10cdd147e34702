package org.showtell.benchmarks.study;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Captions that a study made, as COCO's captions file: {@code train caption --data} reads it. */
final class CocoCaptions {
  private CocoCaptions() {}

  /**
   * @param file name of the photo
   * @param text what is said of it
   * @param score mean log-probability of its tokens, if a network wrote it; otherwise NaN
   */
  record Caption(String file, String text, double score) {
    Caption(String file, String text) {
      this(file, text, Double.NaN);
    }
  }

  /** Writes beside the target, then moves. */
  static void write(List<Caption> captions, Path target) throws IOException {
    Path beside = target.resolveSibling(target.getFileName() + ".part");
    try (JsonGenerator json = new JsonMapper().createGenerator(Files.newBufferedWriter(beside))) {
      json.writeStartObject();
      json.writeArrayFieldStart("images");
      for (int i = 0; i < captions.size(); i++) {
        json.writeStartObject();
        json.writeNumberField("id", i);
        json.writeStringField("file_name", captions.get(i).file());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("annotations");
      for (int i = 0; i < captions.size(); i++) {
        json.writeStartObject();
        json.writeNumberField("id", i);
        json.writeNumberField("image_id", i);
        json.writeStringField("caption", captions.get(i).text());
        if (!Double.isNaN(captions.get(i).score())) {
          json.writeNumberField("score", captions.get(i).score());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
  }
}
