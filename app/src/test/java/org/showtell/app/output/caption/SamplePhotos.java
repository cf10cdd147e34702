package org.showtell.app.output.caption;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.caption.ScoreFloor;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.Preview;

/** Results to write, without photos and without a model. */
public final class SamplePhotos {
  private SamplePhotos() {}

  public static PhotoInput photo(String path) {
    return PhotoInput.ofFile(Path.of(path), Path.of(path).getFileName());
  }

  public static PhotoInput inZip(String path, String relative) {
    return new PhotoInput(
        path, Optional.empty(), Path.of(relative), () -> new ByteArrayInputStream(new byte[0]));
  }

  public static CaptionedPhoto captioned(PhotoInput photo, String... captions) {
    PhotoCaptions scored =
        new PhotoCaptions(
            IntStream.range(0, captions.length)
                .mapToObj(i -> new ScoredCaption(captions[i], -0.61 - i))
                .toList());
    return new CaptionedPhoto(
        CaptionRecord.captioned(photo.path(), scored, "starter", ScoreFloor.NONE),
        Optional.of(photo),
        Optional.empty());
  }

  public static CaptionedPhoto captioned(String path, String... captions) {
    return captioned(photo(path), captions);
  }

  public static CaptionedPhoto failed(String path, String error) {
    return new CaptionedPhoto(
        CaptionRecord.failed(path, "starter", error), Optional.of(photo(path)), Optional.empty());
  }

  public static CaptionedPhoto withPreview(CaptionedPhoto photo) {
    return new CaptionedPhoto(
        photo.record(),
        photo.photo(),
        Optional.of(new Preview("image/jpeg", new byte[] {1, 2, 3}, 320, 240)));
  }

  /** Names and texts that formats have to quote. */
  public static List<CaptionedPhoto> odd() {
    return List.of(
        captioned("a.jpg", "a dog runs on the grass"),
        captioned("comma, \"quote\".jpg", "a man 's hat"),
        captioned("line\nbreak.jpg", "two\nlines"),
        failed("empty.jpg", "not an image (the file is 0 bytes)"),
        captioned("tab\there\\.jpg", "a cat"),
        captioned("über \ud83d\ude00 <b>.jpg", "a café & a bar"),
        failed("bad\r\n.jpg", "not an image, \"sadly\""),
        captioned("=1+1.jpg", "#hash"));
  }
}
