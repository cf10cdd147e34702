package org.showtell.dataset;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The images, or videos, of one split with their captions, and the source of their bytes.
 *
 * <p>Not every image need be in the source: the reader of the images names and skips what is
 * missing. Immutable, safe to share between threads; closing it closes its image source.
 *
 * @param name the specification that it was opened with, such as {@code flickr8k:data/flickr8k}
 * @param split the split's name, {@code val} told as {@code dev}, or the list file
 * @param examples in the order of the split's list, or of the annotation file
 * @param images where the images lie; owned by this data set
 * @param videos whether the images are videos, which are read by their {@link ImageSource#path}
 * @param notes what the annotations hold that was left out, a line for each reason
 */
public record CaptionDataset(
    String name,
    String split,
    List<CaptionedImage> examples,
    ImageSource images,
    boolean videos,
    List<String> notes)
    implements Closeable {

  public CaptionDataset {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(images, "images");
    examples = List.copyOf(examples);
    notes = List.copyOf(notes);
  }

  /** A data set of images of which nothing was left out. */
  public CaptionDataset(
      String name, String split, List<CaptionedImage> examples, ImageSource images) {
    this(name, split, examples, images, false, List.of());
  }

  /**
   * Several data sets as one, which owns them from here on.
   *
   * @throws IllegalArgumentException if there is none, or some are images and some videos
   */
  public static CaptionDataset joined(List<CaptionDataset> parts) {
    if (parts.isEmpty() || parts.stream().map(CaptionDataset::videos).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "data must be sets of images only, or of videos only, but got "
              + parts.stream().map(CaptionDataset::name).toList()
              + "; to learn from both, train on one and go on from that model with the other");
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
        parts.get(0).videos(),
        parts.stream().flatMap(part -> part.notes().stream()).toList());
  }

  /** The same with one more note. */
  public CaptionDataset withNote(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new CaptionDataset(name, split, examples, images, videos, more);
  }

  /** SHA-256 in hexadecimal over ids, files and captions in their order, for provenance. */
  public String contentHash() {
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

  @Override
  public void close() {
    images.close();
  }
}
