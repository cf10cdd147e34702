package org.showtell.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of COCO's photos in a source: {@code 000000000042.jpg} since 2017, {@code
 * COCO_val2014_000000000042.jpg} before, whatever the part is called. Not thread-safe.
 */
public final class CocoImageNames {
  private static final Pattern OLD = Pattern.compile("(?:.*/)?COCO_[^/]*_(\\d{12})\\.jpg");
  private static final ImageNamePattern PLAIN = new ImageNamePattern("", 12, ".jpg");

  private final ImageSource images;
  private Map<String, String> old; // by id with zeros; null before it is needed

  /** The names in this source, which stays the caller's. */
  public CocoImageNames(ImageSource images) {
    this.images = images;
  }

  /**
   * The name of an image in the source: the usual one, which may be null, if it is there, else
   * another of COCO's names that is. Where there is none, the usual one, or the plain one.
   */
  public String name(String imageId, String usual) throws IOException {
    if (usual != null && images.contains(usual)) {
      return usual;
    }
    String plain = PLAIN.name(imageId);
    if (images.contains(plain)) {
      return plain;
    }
    String digits = plain.substring(0, plain.length() - PLAIN.after().length());
    return old().getOrDefault(digits, usual == null ? plain : usual);
  }

  /** Whether there is a photo of this id under one of COCO's names. */
  public boolean has(String imageId) throws IOException {
    return images.contains(name(imageId, null));
  }

  private Map<String, String> old() throws IOException {
    if (old == null) {
      old = new HashMap<>();
      for (String name : images.names()) {
        Matcher form = OLD.matcher(name);
        if (form.matches()) {
          old.putIfAbsent(form.group(1), name);
        }
      }
    }
    return old;
  }
}
