package org.showtell.dataset.open;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.json.CocoCaptionsFile;
import org.showtell.dataset.text.Flickr8kTokenFile;
import org.showtell.dataset.text.SplitList;

/** Reads reference captions alone, without their images. */
public final class CaptionReferences {
  private CaptionReferences() {}

  /**
   * @param file COCO's captions JSON or Flickr8k's token list; the first character tells which
   * @param split a file with one id or file name per line, which selects among the images; null for
   *     all of them
   * @return the images with their captions
   * @throws AnnotationFormatException if a file is not what its format promises
   * @throws IOException if a file is missing or cannot be read
   */
  public static List<CaptionedImage> read(Path file, Path split) throws IOException {
    List<CaptionedImage> images =
        isJson(file) ? CocoCaptionsFile.read(file) : Flickr8kTokenFile.read(file);
    return split == null ? images : SplitList.select(split, images);
  }

  private static boolean isJson(Path file) throws IOException {
    try (InputStream in = AnnotationFile.open(file)) {
      int first = in.read();
      while (first >= 0 && first <= ' ') {
        first = in.read();
      }
      return first == '{' || first == '[';
    }
  }
}
