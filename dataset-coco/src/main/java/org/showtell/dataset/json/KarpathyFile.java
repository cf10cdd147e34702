package org.showtell.dataset.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.LeftOut;

/**
 * Karpathy's split file, {@code dataset_coco.json}, {@code dataset_flickr8k.json} and their like.
 *
 * <p>Karpathy and Fei-Fei 2015, "Deep Visual-Semantic Alignments": one list {@code images}, each
 * with {@code filename}, {@code split}, {@code sentences[].raw} and, for COCO, {@code filepath} and
 * {@code cocoid}.
 */
public final class KarpathyFile {
  private final JsonCursor json;
  private final Predicate<String> wanted;
  private final LeftOut leftOut;
  private final List<CaptionedImage> images = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> splits = new TreeSet<>();

  private KarpathyFile(JsonCursor json, Predicate<String> wanted, LeftOut leftOut) {
    this.json = json;
    this.wanted = wanted;
    this.leftOut = leftOut;
  }

  /**
   * The images of the file's own splits that are wanted, in its order; the rest is not held in
   * memory. The id is {@code cocoid} where there is one, else the file name.
   *
   * @param leftOut is told of images without a caption, and of blank captions
   */
  public static List<CaptionedImage> read(Path file, Predicate<String> wanted, LeftOut leftOut)
      throws IOException {
    try (JsonCursor json = JsonCursor.open(file)) {
      return new KarpathyFile(json, wanted, leftOut).read();
    }
  }

  private List<CaptionedImage> read() throws IOException {
    json.list("images", "an array of images", this::image);
    if (images.isEmpty()) {
      throw json.wrong(
          "$.images", "images with captions of the split that was asked for", "only " + splits);
    }
    return images;
  }

  /** What one image object holds. */
  private static final class Fields {
    String folder = "";
    String file;
    String id;
    String split;
    List<String> captions = List.of();
  }

  private void image(int index) throws IOException {
    Fields fields = new Fields();
    json.object(
        "an image object",
        key -> {
          switch (key) {
            case "filepath" -> fields.folder = json.textOrEmpty("a folder");
            case "filename" -> fields.file = json.text("a file name");
            case "cocoid" -> fields.id = json.id("COCO's image id");
            case "split" -> fields.split = json.text("the name of a split");
            case "sentences" -> fields.captions = sentences();
            default -> json.skip();
          }
        });
    String path = "$.images[" + index + "]";
    json.requireKey(path, "filename", fields.file);
    json.requireKey(path, "split", fields.split);
    json.requireText(path + ".filename", "a file name", fields.file);
    String file = fields.folder.isBlank() ? fields.file : fields.folder + "/" + fields.file;
    String id = fields.id == null ? fields.file : fields.id;
    json.requireNew(ids.add(id), path, "image", id);
    splits.add(fields.split);
    if (wanted.test(fields.split)) {
      add(id, file, fields.captions);
    }
  }

  private void add(String id, String file, List<String> written) {
    List<String> captions = written.stream().filter(caption -> !caption.isEmpty()).toList();
    if (captions.isEmpty()) {
      leftOut.addImage(id, file);
      return;
    }
    for (int i = captions.size(); i < written.size(); i++) {
      leftOut.add("caption", "blank", "of " + file);
    }
    images.add(new CaptionedImage(id, file, captions));
  }

  private List<String> sentences() throws IOException {
    List<String> captions = new ArrayList<>(5);
    json.arrayOrNull("an array of sentences", index -> captions.add(sentence()));
    return captions;
  }

  private String sentence() throws IOException {
    String raw = json.only("a sentence object", "raw", "a caption");
    return raw == null ? "" : CaptionedImage.tidy(raw);
  }
}
