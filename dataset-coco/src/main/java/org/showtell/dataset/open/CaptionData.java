package org.showtell.dataset.open;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ImageSource;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.SplitSelection;
import org.showtell.dataset.TextEncoding;
import org.showtell.dataset.json.CocoCaptionsFile;
import org.showtell.dataset.json.KarpathyFile;
import org.showtell.dataset.json.VideoCaptionsFile;
import org.showtell.dataset.text.Flickr8kTokenFile;
import org.showtell.dataset.text.ImageFolder;
import org.showtell.dataset.text.SplitList;

/**
 * Opens captioned images from a data specification.
 *
 * <pre>{@code
 * try (CaptionDataset data = CaptionData.open("flickr8k:data/flickr8k", "train")) {
 *   for (CaptionedImage example : data.examples()) {
 *     byte[] jpeg = data.images().read(example.file());
 *   }
 * }
 * }</pre>
 */
public final class CaptionData {
  private static final String KNOWN =
      "flickr8k:DIR, coco:ANNOTATIONS.json,IMAGES, karpathy:DATASET.json,IMAGES, folder:IMAGES"
          + " (IMAGES is a folder or a .zip), video:CAPTIONS.json,VIDEOS_DIR";

  private static final String VIDEO = "video";

  private static final List<String> VIDEOS = List.of(VIDEO, LabelData.SCHEME);

  private CaptionData() {}

  /** Reads the annotations of one kind of data; the images are opened for it. */
  interface Annotations {
    List<CaptionedImage> read(ImageSource images, LeftOut leftOut) throws IOException;
  }

  /**
   * Opens one split of a data set.
   *
   * <p>COCO files and image folders have no splits inside: there each named split is the whole, and
   * a user gives one file or folder per split. A list file selects from the whole in all formats.
   * Images that the annotations name and the source lacks are no fault here.
   *
   * @param dataSpec {@code flickr8k:DIR}, {@code coco:ANNOTATIONS.json,IMAGES}, {@code
   *     karpathy:DATASET.json,IMAGES} or {@code folder:IMAGES}, where IMAGES is a folder or a .zip;
   *     {@code video:CAPTIONS.json,VIDEOS_DIR}
   * @param split {@code train}, {@code dev} (or {@code val}), {@code test}, {@code all}, or a
   *     {@code .txt} file with one id or file name per line
   * @return the open data set, which the caller closes
   * @throws IllegalArgumentException if the specification or the split's name is unknown
   * @throws AnnotationFormatException if an annotation file is not what its format promises
   */
  public static CaptionDataset open(String dataSpec, String split) throws IOException {
    SplitSelection selection = SplitSelection.parse(split);
    DataSpec spec =
        DataSpec.parse(dataSpec, List.of("flickr8k", "coco", "karpathy", "folder", VIDEO), KNOWN);
    if (spec.scheme().equals("flickr8k")) {
      FlickrFolder flickr = new FlickrFolder(Path.of(spec.rest()));
      CaptionDataset opened =
          open(spec, selection, flickr.images(), (i, out) -> flickr.read(selection, out));
      String note = flickr.note(selection);
      return note == null ? opened : opened.withNote(note);
    }
    if (spec.scheme().equals("folder")) {
      return open(spec, selection, ImageSource.open(Path.of(spec.rest())), ImageFolder::read);
    }
    List<String> parts = spec.parts(1);
    Path file = Path.of(parts.get(0));
    Path source = Path.of(parts.get(1));
    return switch (spec.scheme()) {
      case "coco" ->
          open(
              spec,
              selection,
              ImageSource.open(source),
              (i, out) -> CocoCaptionsFile.read(file, out));
      case "karpathy" ->
          open(
              spec,
              selection,
              ImageSource.open(source),
              (i, out) -> KarpathyFile.read(file, selection::takes, out));
      default ->
          open(
              spec,
              selection,
              videos(source),
              (i, out) -> VideoCaptionsFile.read(file, selection::takes, i.names(), out));
    };
  }

  /**
   * Opens one split of several data sets as one. Ids and file names have the place of their data
   * set before them, {@code 2:a.jpg}, where there are several.
   *
   * @param dataSpecs as {@link #open} takes them, one or more
   * @param split of each of them; a list file, which names images of one, only where there is one
   * @return the examples of the first, then of the second and so on; the caller closes it
   * @throws IllegalArgumentException as {@link #open}, and if there is none, some are images and
   *     some videos, or several are to be selected from by a list
   */
  public static CaptionDataset openAll(List<String> dataSpecs, String split) throws IOException {
    return DataSpec.openAll(dataSpecs, split, CaptionData::open, CaptionDataset::joined);
  }

  /** As {@link #open}, for what learns from images only: refuses videos. */
  public static CaptionDataset openImages(String dataSpec, String split) throws IOException {
    if (dataSpec.startsWith(VIDEO + ":")) {
      throw new IllegalArgumentException(
          "data must be captioned images, but got the videos '"
              + dataSpec
              + "'; only captions are learned from videos");
    }
    return open(dataSpec, split);
  }

  /**
   * Reads captions alone: COCO's JSON, or Flickr8k's list or table; the first character tells
   * which.
   *
   * @param split a file with one id or file name per line, which selects among the images; null for
   *     all of them
   * @param leftOut is told of images without a caption, and of blank captions
   */
  public static List<CaptionedImage> references(Path file, Path split, LeftOut leftOut)
      throws IOException {
    List<CaptionedImage> images =
        isJson(file) ? CocoCaptionsFile.read(file, leftOut) : Flickr8kTokenFile.read(file, leftOut);
    return split == null ? images : SplitList.select(split, images, leftOut);
  }

  private static boolean isJson(Path file) throws IOException {
    try (Reader in = TextEncoding.reader(AnnotationFile.open(file))) {
      int first = in.read();
      while (first >= 0 && first <= ' ') {
        first = in.read();
      }
      return first == '{' || first == '[';
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  static CaptionDataset open(
      DataSpec spec, SplitSelection split, ImageSource images, Annotations annotations)
      throws IOException {
    try {
      LeftOut leftOut = new LeftOut();
      List<CaptionedImage> examples = annotations.read(images, leftOut);
      if (split.isList()) {
        examples = SplitList.select(split.list(), examples, leftOut);
      }
      return new CaptionDataset(
          spec.text(),
          split.name(),
          examples,
          images,
          VIDEOS.contains(spec.scheme()),
          leftOut.notes(spec.text()));
    } catch (IOException | RuntimeException e) {
      images.close();
      throw e;
    }
  }

  /** Videos are read by seeking in files: an archive has none. */
  static ImageSource videos(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          folder.toString(), null, "a folder of videos was expected here; unpack an archive first");
    }
    return ImageSource.open(folder);
  }
}
