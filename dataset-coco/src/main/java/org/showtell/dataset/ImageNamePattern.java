package org.showtell.dataset;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an image's file is named after its id, such as {@code COCO_val2014_%012d.jpg}.
 *
 * @param digits least number of digits, filled up with zeros; 0 for the id as it is
 */
public record ImageNamePattern(String before, int digits, String after) {
  private static final Pattern FORM = Pattern.compile("([^%]*)%(?:(?:0(\\d{1,2}))?d|s)([^%]*)");

  /** Reads a name with one {@code %d}, {@code %012d} (any number of digits) or {@code %s} in it. */
  public static ImageNamePattern parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "a pattern must have one %d or %012d for the image's id, such as COCO_val2014_%012d.jpg,"
              + " but got '"
              + text
              + "'");
    }
    int digits = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
    return new ImageNamePattern(form.group(1), digits, form.group(3));
  }

  /** The file's name. */
  public String name(String imageId) {
    return before + "0".repeat(Math.max(0, digits - imageId.length())) + imageId + after;
  }
}
