package org.showtell.app.output.caption;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.showtell.app.input.PhotoFiles;

/**
 * How the file beside an image is named.
 *
 * @param pattern a file name with the fields {@code {name}} (the image's name without extension),
 *     {@code {file}} (with it) and {@code {ext}} (the extension alone)
 */
public record SidecarName(String pattern) {
  private static final Pattern FIELD = Pattern.compile("\\{[^{}]*}");
  private static final List<String> FIELDS = List.of("{name}", "{file}", "{ext}");

  /** The text file that captioning tools look for. */
  public static final SidecarName TEXT = new SidecarName("{name}.txt");

  /** The XMP file that Lightroom looks for. */
  public static final SidecarName XMP = new SidecarName("{name}.xmp");

  private static final Map<String, SidecarName> PRESETS =
      Map.of(
          "caption", new SidecarName("{name}.caption"),
          "darktable", new SidecarName("{file}.xmp"),
          "lightroom", XMP);

  /** Checks that the pattern names one file in the image's folder, another one for each image. */
  public SidecarName {
    require(
        FIELD.matcher(pattern).results().allMatch(field -> FIELDS.contains(field.group()))
            && !FIELD.matcher(pattern).replaceAll("").matches(".*[{}].*"),
        "have no fields but {name}, {file} and {ext}",
        pattern);
    require(
        pattern.contains("{name}") || pattern.contains("{file}"),
        "contain {name} or {file}, or all photos would share one file",
        pattern);
    require(
        pattern.chars().noneMatch(c -> c == '/' || c == '\\' || c < ' '),
        "be the name of a file without a folder, which the output chooses",
        pattern);
    require(
        !PhotoFiles.hasMediaExtension(expand(pattern, "a", "jpg")), // which overwrite would destroy
        "end in no extension of a photo, a video or a zip",
        pattern);
  }

  private static void require(boolean condition, String rule, String pattern) {
    if (!condition) {
      throw new IllegalArgumentException(
          "sidecarName must " + rule + ", but got '" + pattern + "'");
    }
  }

  /**
   * The preset of this name ({@code caption}, {@code darktable}, {@code lightroom}), or a pattern.
   */
  public static SidecarName parse(String typed) {
    SidecarName preset = PRESETS.get(typed.toLowerCase(Locale.ROOT));
    return preset == null ? new SidecarName(typed) : preset;
  }

  /** Whether programs take files of this name for XMP. */
  public boolean isXmp() {
    return pattern.toLowerCase(Locale.ROOT).endsWith(".xmp");
  }

  /** The name of the file for an image of this name. */
  public String of(String image) {
    String name = stem(image);
    return expand(pattern, name, image.substring(Math.min(name.length() + 1, image.length())));
  }

  /** A file's name without its extension. */
  public static String stem(String file) {
    int dot = file.lastIndexOf('.');
    return dot <= 0 ? file : file.substring(0, dot);
  }

  private static String expand(String pattern, String name, String extension) {
    String file = extension.isEmpty() ? name : name + "." + extension;
    Map<String, String> values = Map.of("{name}", name, "{file}", file, "{ext}", extension);
    return FIELD
        .matcher(pattern)
        .replaceAll(field -> Matcher.quoteReplacement(values.getOrDefault(field.group(), "")));
  }
}
