package org.showtell.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The images, or videos, of one split with their captions, and the source of their bytes.
 *
 * <p>Not every image need be in the source: the reader of the images names and skips what is
 * missing. Immutable, safe to share between threads; closing it closes its image source.
 */
public final class CaptionDataset implements AutoCloseable {
  private final String name;
  private final String split;
  private final List<CaptionedImage> examples;
  private final ImageSource images;
  private final boolean videos;
  private final String contentHash;

  /** A data set of images. */
  public CaptionDataset(
      String name, String split, List<CaptionedImage> examples, ImageSource images) {
    this(name, split, examples, images, false);
  }

  /**
   * @param name the data's specification, for messages and provenance
   * @param split the split's name or its list file
   * @param examples the images with their captions
   * @param images where the images lie; owned by this data set from here on
   * @param videos whether they are videos
   */
  public CaptionDataset(
      String name,
      String split,
      List<CaptionedImage> examples,
      ImageSource images,
      boolean videos) {
    this.name = Objects.requireNonNull(name, "name");
    this.split = Objects.requireNonNull(split, "split");
    this.examples = List.copyOf(examples);
    this.images = Objects.requireNonNull(images, "images");
    this.videos = videos;
    this.contentHash = hash(this.examples);
  }

  /**
   * Several data sets as one, which owns them from here on.
   *
   * @throws IllegalArgumentException if there is none, or some are images and some videos
   */
  public static CaptionDataset joined(List<CaptionDataset> parts) {
    if (parts.isEmpty() || parts.stream().map(CaptionDataset::videos).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "expected data sets of images, or data sets of videos, received "
              + parts.stream().map(CaptionDataset::name).toList()
              + "; go on from one model to the next with --from to learn from both");
    }
    List<CaptionedImage> examples = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      for (CaptionedImage example : parts.get(i).examples()) {
        examples.add(
            new CaptionedImage(
                JoinedImages.joined(i, example.id()),
                JoinedImages.joined(i, example.file()),
                example.clip(),
                example.captions()));
      }
    }
    return new CaptionDataset(
        parts.stream().map(CaptionDataset::name).collect(Collectors.joining(" + ")),
        parts.get(0).split(),
        examples,
        new JoinedImages(parts.stream().map(CaptionDataset::images).toList()),
        parts.get(0).videos());
  }

  /** The specification that it was opened with, such as {@code flickr8k:data/flickr8k}. */
  public String name() {
    return name;
  }

  /** The split's name, {@code val} told as {@code dev}, or the list file. */
  public String split() {
    return split;
  }

  /** The images in the order of the split's list, or of the annotation file. */
  public List<CaptionedImage> examples() {
    return examples;
  }

  /** Where the images lie. */
  public ImageSource images() {
    return images;
  }

  /** Whether its images are videos, which are read by their {@link ImageSource#path}. */
  public boolean videos() {
    return videos;
  }

  /**
   * SHA-256 in hexadecimal over the ids, files and captions of this split in their order: the
   * provenance of what was learned from.
   */
  public String contentHash() {
    return contentHash;
  }

  @Override
  public void close() {
    images.close();
  }

  private static String hash(List<CaptionedImage> examples) {
    ContentDigest digest = new ContentDigest();
    for (CaptionedImage example : examples) {
      digest.add(example.id());
      digest.add(example.file());
      if (!example.clip().isWhole()) {
        digest.add(example.clip().toString());
      }
      example.captions().forEach(digest::add);
      digest.end();
    }
    return digest.hex();
  }
}
