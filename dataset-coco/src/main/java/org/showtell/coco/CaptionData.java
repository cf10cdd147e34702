package org.showtell.coco;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.showtell.coco.text.Flickr8kTokenFile;
import org.showtell.coco.text.SplitList;

/** Opens captioned images from a data specification, the value of {@code --data}. */
public final class CaptionData {
  private static final String KNOWN = "flickr8k:DIR";

  private CaptionData() {}

  /**
   * Opens one split of a data set.
   *
   * @param dataSpec {@code flickr8k:DIR}
   * @param split {@code train}, {@code dev} (or {@code val}), {@code test}, {@code all}, or a
   *     {@code .txt} file with one id or file name per line
   * @return the open data set, which the caller closes
   * @throws IllegalArgumentException if the specification or the split's name is unknown
   * @throws AnnotationFormatException if an annotation file is not what its format promises
   * @throws IOException if a file is missing or cannot be read
   */
  public static CaptionDataset open(String dataSpec, String split) throws IOException {
    int colon = dataSpec.indexOf(':');
    String scheme = colon < 0 ? "" : dataSpec.substring(0, colon);
    if (!scheme.equals("flickr8k")) {
      throw new IllegalArgumentException("unknown data '" + dataSpec + "'; known forms: " + KNOWN);
    }
    return flickr8k(dataSpec, Path.of(dataSpec.substring(colon + 1)), split);
  }

  private static CaptionDataset flickr8k(String name, Path dir, String split) throws IOException {
    List<CaptionedImage> images = Flickr8kTokenFile.read(dir.resolve("Flickr8k.token.txt"));
    List<CaptionedImage> examples;
    String told = split;
    switch (split) {
      case "all" -> examples = images;
      case "train", "test" ->
          examples = SplitList.select(dir.resolve("Flickr_8k." + split + "Images.txt"), images);
      case "dev", "val" -> {
        told = "dev";
        examples = SplitList.select(dir.resolve("Flickr_8k.devImages.txt"), images);
      }
      default -> {
        if (!split.toLowerCase(Locale.ROOT).endsWith(".txt")) {
          throw new IllegalArgumentException(
              "unknown split '" + split + "'; known: train, dev (or val), test, all, LIST.txt");
        }
        examples = SplitList.select(Path.of(split), images);
      }
    }
    return new CaptionDataset(name, told, examples, flickr8kImages(dir));
  }

  private static ImageSource flickr8kImages(Path dir) throws IOException {
    for (String folder : List.of("images", "Images", "Flicker8k_Dataset", "Flickr8k_Dataset")) {
      if (Files.isDirectory(dir.resolve(folder))) {
        return ImageSource.open(dir.resolve(folder));
      }
    }
    try (Stream<Path> files = Files.list(dir)) {
      List<Path> zips =
          files
              .filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".zip"))
              .sorted()
              .toList();
      if (zips.isEmpty()) {
        throw new NoSuchFileException(
            dir.resolve("images").toString(), null, "put the photos there, or as .zip in " + dir);
      }
      return new ZipImages(zips);
    }
  }
}
