package org.showtell.dataset.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;

/**
 * COCO's caption annotations: {@code captions_train2014.json} and its like.
 *
 * <p>Chen et al. 2015, "Microsoft COCO Captions". Two lists, {@code images} with {@code id} and
 * {@code file_name}, and {@code annotations} with {@code image_id} and {@code caption}, in either
 * order; everything else is passed over.
 */
public final class CocoCaptionsFile {
  private final JsonCursor json;
  private final Map<String, String> fileOfImage = new LinkedHashMap<>();
  private final Map<String, List<String>> captionsOfImage = new LinkedHashMap<>();
  private final Map<String, Integer> firstAnnotation = new LinkedHashMap<>();
  private final Set<String> annotationIds = new HashSet<>();

  private CocoCaptionsFile(JsonCursor json) {
    this.json = json;
  }

  /** The images in the order of the file; each must have a caption, and each caption an image. */
  public static List<CaptionedImage> read(Path file) throws IOException {
    try (JsonCursor json = JsonCursor.open(file)) {
      return new CocoCaptionsFile(json).read();
    }
  }

  private List<CaptionedImage> read() throws IOException {
    Set<String> lists = new HashSet<>();
    json.object(
        "an object with \"images\" and \"annotations\"",
        key -> {
          switch (key) {
            case "images" -> json.array("an array of images", this::image);
            case "annotations" -> json.array("an array of annotations", this::annotation);
            default -> json.skip();
          }
          lists.add(key);
        });
    json.end();
    for (String list : List.of("images", "annotations")) {
      if (!lists.contains(list)) {
        throw json.wrong("$", "the key \"" + list + "\"", "only " + lists);
      }
    }
    return join();
  }

  private void image(int index) throws IOException {
    String[] idAndFile = new String[2];
    json.object(
        "an image object",
        key -> {
          switch (key) {
            case "id" -> idAndFile[0] = json.id("an image id");
            case "file_name" -> idAndFile[1] = json.text("a file name");
            default -> json.skip();
          }
        });
    String path = "$.images[" + index + "]";
    json.requireKey(path, "id", idAndFile[0]);
    json.requireKey(path, "file_name", idAndFile[1]);
    json.requireText(path + ".file_name", "a file name", idAndFile[1]);
    json.requireNew(
        fileOfImage.putIfAbsent(idAndFile[0], idAndFile[1]) == null,
        path + ".id",
        "image",
        idAndFile[0]);
  }

  private void annotation(int index) throws IOException {
    String[] values = new String[3];
    json.object(
        "an annotation object",
        key -> {
          switch (key) {
            case "image_id" -> values[0] = json.id("an image id");
            case "caption" -> values[1] = json.text("a caption");
            case "id" -> values[2] = json.id("an annotation id");
            default -> json.skip();
          }
        });
    String path = "$.annotations[" + index + "]";
    json.requireKey(path, "image_id", values[0]);
    json.requireKey(path, "caption", values[1]);
    if (values[2] != null && !annotationIds.add(values[2])) {
      throw json.wrong(path + ".id", "each annotation once", values[2] + " again");
    }
    String caption = CaptionedImage.tidy(values[1]);
    json.requireText(path + ".caption", "a caption", caption);
    firstAnnotation.putIfAbsent(values[0], index);
    captionsOfImage.computeIfAbsent(values[0], k -> new ArrayList<>(5)).add(caption);
  }

  private List<CaptionedImage> join() throws AnnotationFormatException {
    for (Map.Entry<String, Integer> first : firstAnnotation.entrySet()) {
      if (!fileOfImage.containsKey(first.getKey())) {
        throw json.wrong(
            "$.annotations[" + first.getValue() + "].image_id",
            "the id of an image in $.images",
            first.getKey());
      }
    }
    List<CaptionedImage> images = new ArrayList<>(fileOfImage.size());
    for (Map.Entry<String, String> image : fileOfImage.entrySet()) {
      List<String> captions = captionsOfImage.get(image.getKey());
      if (captions == null) {
        throw json.wrong(
            "$.images[" + images.size() + "].id",
            "an image with annotations",
            image.getKey() + " without any");
      }
      images.add(new CaptionedImage(image.getKey(), image.getValue(), captions));
    }
    return images;
  }
}
