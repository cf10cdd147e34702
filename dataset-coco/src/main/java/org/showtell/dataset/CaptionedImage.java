package org.showtell.dataset;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One image with its reference captions; or a video, or a part of one.
 *
 * @param id COCO's numeric image id as text, or Flickr8k's file name; unique in a data set
 * @param file the image's name inside the {@link ImageSource}
 * @param clip the part of a video that is meant; the whole of an image
 * @param captions the human captions, one or more, as they were written (line breaks and runs of
 *     white space are single spaces); never tokenized
 */
public record CaptionedImage(String id, String file, ClipRange clip, List<String> captions) {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]+");

  public CaptionedImage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(clip, "clip");
    captions = List.copyOf(captions);
    if (id.isBlank() || file.isBlank()) {
      throw new IllegalArgumentException(
          "an image must have an id and a file, but got id '" + id + "' and file '" + file + "'");
    }
    if (captions.isEmpty()) {
      throw new IllegalArgumentException(
          "captions must be at least 1, but got 0 for image " + id + " (" + file + ")");
    }
  }

  /** An image, or a whole video. */
  public CaptionedImage(String id, String file, List<String> captions) {
    this(id, file, ClipRange.WHOLE, captions);
  }

  /**
   * A caption as it is kept, with single spaces between words: COCO has captions with line breaks,
   * Flickr8k with trailing blanks.
   */
  public static String tidy(String raw) {
    return isTidy(raw) ? raw : BLANKS.matcher(raw).replaceAll(" ").strip();
  }

  /** The usual case, found without a pattern: COCO has 414,000 captions. */
  private static boolean isTidy(String raw) {
    char before = ' ';
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ';
  }
}
