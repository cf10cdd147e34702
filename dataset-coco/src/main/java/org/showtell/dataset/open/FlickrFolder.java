package org.showtell.dataset.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ImageSource;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.SplitSelection;
import org.showtell.dataset.ZipImages;
import org.showtell.dataset.text.Flickr8kTokenFile;
import org.showtell.dataset.text.SplitList;

/**
 * A folder with Flickr8k or Flickr30k, as their authors or Kaggle give them away: captions, photos
 * in a folder or in zips, and for Flickr8k lists of its splits. Names are found in any case.
 */
record FlickrFolder(Path dir) {
  private static final List<String> CAPTIONS =
      List.of("flickr8k.token.txt", "captions.txt", "results_20130124.token", "results.csv");

  private static final List<String> IMAGES =
      List.of(
          "images",
          "flicker8k_dataset",
          "flickr8k_dataset",
          "flickr30k_images",
          "flickr30k-images");

  private static final List<String> SPLITS = List.of("train", "dev", "test");

  List<CaptionedImage> read(SplitSelection split, LeftOut leftOut) throws IOException {
    Path captions = captions();
    List<CaptionedImage> images = Flickr8kTokenFile.read(captions, leftOut);
    if (split.isList() || split.name().equals("all") || !hasSplits()) {
      return images;
    }
    return SplitList.select(list(split.name()), images, leftOut);
  }

  /** A note where a named split is the whole; null where it is not. */
  String note(SplitSelection split) {
    return split.isList() || split.name().equals("all") || hasSplits()
        ? null
        : "%s: no lists of splits (%s): %s is the whole"
            .formatted(dir, list("train").getFileName(), split.name());
  }

  private boolean hasSplits() {
    return SPLITS.stream().anyMatch(split -> Files.exists(list(split)));
  }

  private Path list(String split) {
    return dir.resolve("Flickr_8k." + split + "Images.txt");
  }

  private Path captions() throws IOException {
    // Kaggle's Flickr30k has its captions in the folder that its photos' folder is in.
    Path images = find(dir, IMAGES, true);
    for (Path folder : images == null ? List.of(dir) : List.of(dir, images)) {
      Path found = find(folder, CAPTIONS, false);
      if (found != null) {
        return found;
      }
    }
    throw new NoSuchFileException(
        dir.resolve("Flickr8k.token.txt").toString(),
        null,
        "the captions were expected here, or as captions.txt or results.csv; check the path");
  }

  ImageSource images() throws IOException {
    if (!Files.isDirectory(dir)) {
      throw new NoSuchFileException(
          dir.toString(), null, "the folder with Flickr8k.token.txt was expected here");
    }
    Path folder = imageFolder();
    if (folder != null) {
      return ImageSource.open(folder);
    }
    try (Stream<Path> files = Files.list(dir)) {
      List<Path> zips = files.filter(file -> name(file).endsWith(".zip")).sorted().toList();
      if (zips.isEmpty()) {
        throw new NoSuchFileException(
            dir.resolve("images").toString(), null, "put the photos there, or as .zip in " + dir);
      }
      return new ZipImages(zips);
    }
  }

  /** Null where there is none. An archive that was unpacked has the folder in one of its name. */
  private Path imageFolder() throws IOException {
    Path folder = find(dir, IMAGES, true);
    Path inner = folder == null ? null : find(folder, IMAGES, true);
    return inner == null ? folder : inner;
  }

  private static Path find(Path folder, List<String> names, boolean folders) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> names.contains(name(file)) && Files.isDirectory(file) == folders)
              .sorted()
              .toList();
      return names.stream()
          .flatMap(name -> found.stream().filter(file -> name(file).equals(name)))
          .findFirst()
          .orElse(null);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }
}
