package org.showtell.app.output;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.showtell.app.pipeline.CaptionRecord;
import org.showtell.app.pipeline.CaptionedPhoto;
import org.showtell.app.pipeline.PhotoCaptions;
import org.showtell.app.pipeline.PhotoInput;
import org.showtell.app.pipeline.Preview;
import org.showtell.app.pipeline.ScoredCaption;

/** Results to write, without photos and without a model. */
final class SamplePhotos {
  private SamplePhotos() {}

  static PhotoInput photo(String path) {
    return PhotoInput.ofFile(Path.of(path), Path.of(path).getFileName());
  }

  static PhotoInput inZip(String path, String relative) {
    return new PhotoInput(
        path, Optional.empty(), Path.of(relative), () -> new ByteArrayInputStream(new byte[0]));
  }

  static CaptionedPhoto captioned(PhotoInput photo, String... captions) {
    PhotoCaptions scored =
        new PhotoCaptions(
            IntStream.range(0, captions.length)
                .mapToObj(i -> new ScoredCaption(captions[i], -0.61 - i))
                .toList());
    return new CaptionedPhoto(
        CaptionRecord.captioned(photo.path(), scored, "starter"),
        Optional.of(photo),
        Optional.empty());
  }

  static CaptionedPhoto captioned(String path, String... captions) {
    return captioned(photo(path), captions);
  }

  static CaptionedPhoto failed(String path, String error) {
    return new CaptionedPhoto(
        CaptionRecord.failed(path, "starter", error), Optional.of(photo(path)), Optional.empty());
  }

  static CaptionedPhoto withPreview(CaptionedPhoto photo) {
    return new CaptionedPhoto(
        photo.record(),
        photo.photo(),
        Optional.of(new Preview("image/jpeg", new byte[] {1, 2, 3}, 320, 240)));
  }

  /** Names and texts that formats have to quote. */
  static List<CaptionedPhoto> odd() {
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
