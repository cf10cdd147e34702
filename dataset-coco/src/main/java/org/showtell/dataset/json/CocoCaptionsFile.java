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
import org.showtell.dataset.LeftOut;

/**
 * COCO's caption annotations: {@code captions_train2014.json} and its like.
 *
 * <p>Chen et al. 2015, "Microsoft COCO Captions". Two lists, {@code images} with {@code id} and
 * {@code file_name}, and {@code annotations} with {@code image_id} and {@code caption}, in either
 * order; everything else is passed over.
 */
public final class CocoCaptionsFile {
  private final JsonCursor json;
  private final LeftOut leftOut;
  private final Map<String, String> fileOfImage = new LinkedHashMap<>();
  private final Map<String, List<String>> captionsOfImage = new LinkedHashMap<>();
  private final Map<String, Integer> blanks = new LinkedHashMap<>();
  private final Set<String> annotationIds = new HashSet<>();

  private CocoCaptionsFile(JsonCursor json, LeftOut leftOut) {
    this.json = json;
    this.leftOut = leftOut;
  }

  /**
   * The images that have a caption, in the order of the file.
   *
   * @param leftOut is told of images without a caption, blank captions, and captions of no image
   */
  public static List<CaptionedImage> read(Path file, LeftOut leftOut) throws IOException {
    try (JsonCursor json = JsonCursor.open(file)) {
      return new CocoCaptionsFile(json, leftOut).read();
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
            case "file_name" -> idAndFile[1] = json.textOrEmpty("a file name");
            default -> json.skip();
          }
        });
    String path = "$.images[" + index + "]";
    json.requireKey(path, "id", idAndFile[0]);
    if (idAndFile[1] == null || idAndFile[1].isBlank()) {
      leftOut.add("image", "no file name", idAndFile[0]);
      return;
    }
    String before = fileOfImage.putIfAbsent(idAndFile[0], idAndFile[1]);
    json.requireNew(
        before == null || before.equals(idAndFile[1]), path + ".id", "image", idAndFile[0]);
  }

  private void annotation(int index) throws IOException {
    String[] values = new String[3];
    json.object(
        "an annotation object",
        key -> {
          switch (key) {
            case "image_id" -> values[0] = json.id("an image id");
            case "caption" -> values[1] = json.textOrNull("a caption");
            case "id" -> values[2] = json.id("an annotation id");
            default -> json.skip();
          }
        });
    String path = "$.annotations[" + index + "]";
    json.requireKey(path, "image_id", values[0]);
    if (values[2] != null && !annotationIds.add(values[2])) {
      throw json.wrong(path + ".id", "each annotation once", values[2] + " again");
    }
    String caption = values[1] == null ? "" : CaptionedImage.tidy(values[1]);
    if (caption.isEmpty()) {
      blanks.merge(values[0], 1, Integer::sum);
    } else {
      captionsOfImage.computeIfAbsent(values[0], k -> new ArrayList<>(5)).add(caption);
    }
  }

  private List<CaptionedImage> join() throws AnnotationFormatException {
    List<CaptionedImage> images = new ArrayList<>(fileOfImage.size());
    for (Map.Entry<String, String> image : fileOfImage.entrySet()) {
      List<String> captions = captionsOfImage.remove(image.getKey());
      Integer blank = blanks.remove(image.getKey());
      if (captions == null) {
        leftOut.addImage(image.getKey(), image.getValue());
        continue;
      }
      for (int i = 0; blank != null && i < blank; i++) {
        leftOut.add("caption", "blank", "of " + image.getValue());
      }
      images.add(new CaptionedImage(image.getKey(), image.getValue(), captions));
    }
    captionsOfImage.forEach(
        (id, captions) ->
            captions.forEach(caption -> leftOut.add("caption", "no such image", "of image " + id)));
    if (images.isEmpty()) {
      throw json.wrong("$.images", "images with captions", "none");
    }
    return images;
  }
}
