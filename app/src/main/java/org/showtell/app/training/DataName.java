package org.showtell.app.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How data is named in what is passed on: a model card says which data, not where it lay. */
public final class DataName {
  private DataName() {}

  /**
   * A word for each data set: the folder of its files, or its own name, with a number behind those
   * that would be called the same.
   */
  public static List<String> brief(List<String> dataSpecs) {
    List<String> names = dataSpecs.stream().map(DataName::brief).toList();
    List<String> unique = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      boolean alone = Collections.frequency(names, names.get(i)) == 1;
      unique.add(alone ? names.get(i) : names.get(i) + " " + (i + 1));
    }
    return unique;
  }

  private static String brief(String dataSpec) {
    String place = dataSpec.replaceFirst("^([a-z0-9]{2,}:)+", "").replaceFirst(",.*", "");
    List<String> parts = Arrays.stream(place.split("[/\\\\]")).filter(p -> !p.isEmpty()).toList();
    if (parts.isEmpty()) {
      return dataSpec;
    }
    String last = parts.get(parts.size() - 1);
    boolean file = last.matches(".*\\.(json|jsonl|csv|zip)");
    return file && parts.size() > 1 ? parts.get(parts.size() - 2) : last;
  }

  /**
   * A text without the folders of its paths: {@code flickr8k:/a/b/flickr8k} loses {@code /a/b/}.
   */
  public static String withoutFolders(String text) {
    return text.replaceAll("[^\\s:,=]*/(?=[^\\s/])", "");
  }
}
