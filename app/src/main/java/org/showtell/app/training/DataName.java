package org.showtell.app.training;

/** How data is named in what is passed on: a model card says which data, not where it lay. */
public final class DataName {
  private DataName() {}

  /**
   * A text without the folders of its paths: {@code flickr8k:/a/b/flickr8k} loses {@code /a/b/}.
   */
  public static String withoutFolders(String text) {
    return text.replaceAll("[^\\s:,=]*/(?=[^\\s/])", "");
  }
}
