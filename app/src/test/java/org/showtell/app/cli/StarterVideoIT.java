package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.video.ClipFile;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOptions;
import org.showtell.app.video.VideoOutcome;
import org.showtell.app.video.VideoPipeline;
import org.showtell.app.video.VideoPreviews;
import org.showtell.app.video.VideoSink;
import org.showtell.dataset.keywords.ContentWords;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.video.sampling.FrameSampler;
import org.showtell.metric.PtbTokenizer;
import org.showtell.metric.objects.ObjectWords;
import org.showtell.testing.Slow;

/** The model that ships, on clips of the photos that ship. */
@Slow
class StarterVideoIT {
  private static BundleCaptioner captioner;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws ModelLoadException {
    captioner = BundleCaptioner.open(CaptionOptions.defaults());
  }

  @AfterAll
  static void close() {
    captioner.close();
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "samples"))) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  /** An even number of rows and columns: H.264 wants that, and the recorder makes it so. */
  private static RgbImage even(RgbImage image) {
    int width = image.width() & ~1;
    int height = image.height() & ~1;
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      System.arraycopy(image.rgb(), y * image.width() * 3, rgb, y * width * 3, width * 3);
    }
    return new RgbImage(width, height, rgb);
  }

  private Path png(RgbImage image, String name) throws IOException {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < image.width() * image.height(); i++) {
      byte[] rgb = image.rgb();
      int pixel = (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | rgb[3 * i + 2] & 255;
      picture.setRGB(i % image.width(), i / image.width(), pixel);
    }
    Path file = folder.resolve(name);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  /** The captions of cues, and of the summary as the last one. */
  private static List<ScoredCaption> captions(Path clip, FrameSampler sampler, boolean summary)
      throws IOException {
    List<ScoredCaption> captions = new ArrayList<>();
    VideoSink sink =
        new VideoSink() {
          @Override
          public void begin(String path, Optional<Duration> duration) {}

          @Override
          public void cue(VideoCue cue) {
            captions.add(cue.caption());
          }

          @Override
          public void summary(VideoCue whole) {
            captions.add(whole.caption());
          }

          @Override
          public void end(VideoOutcome outcome) {
            assertTrue(outcome.error().isEmpty(), outcome.toString());
          }
        };
    VideoOptions options = new VideoOptions(sampler, false, summary, 16, 2);
    new VideoPipeline(captioner, options, VideoPreviews.NONE).run(List.of(clip.toString()), sink);
    return captions;
  }

  @Test
  void losslessClipOfAPhotoGetsThatPhotosCaptionForFrameAndWhole() throws IOException {
    for (Path sample : samples().subList(0, 4)) {
      RgbImage image = even(new ImageReader().read(sample));
      ScoredCaption photo = captioner.caption(png(image, "photo.png")).best();
      Path clip = ClipFile.lossless(folder.resolve("clip.mkv"), Collections.nCopies(3, image));
      List<ScoredCaption> said = captions(clip, FrameSampler.count(3), true);
      assertEquals(4, said.size());
      for (ScoredCaption caption : said) {
        assertEquals(photo.text(), caption.text());
        assertEquals(photo.score(), caption.score(), 1e-4);
      }
    }
  }

  /**
   * The subject, not the wording: sentences whose scores hardly differ change places with the least
   * noise, what they are about does not.
   */
  @Test
  void clipAsCamerasMakeThemGetsThePhotosSubjectFourTimesInFive() throws IOException {
    int same = 0;
    List<String> said = new ArrayList<>();
    List<Path> samples = samples();
    for (Path sample : samples) {
      RgbImage image = even(new ImageReader().read(sample));
      String photo = captioner.caption(png(image, "photo.png")).best().text();
      Path clip = ClipFile.h264(folder.resolve("clip.mp4"), Collections.nCopies(5, image));
      String frame = captions(clip, FrameSampler.every(Duration.ofSeconds(5)), false).get(0).text();
      said.add(photo + " / " + frame);
      same += shareASubject(photo, frame) ? 1 : 0;
    }
    assertTrue(same >= 0.8 * samples.size(), same + " of " + samples.size() + ": " + said);
  }

  /** An object that both name, or the same first content word where one of them names none. */
  private static boolean shareASubject(String photo, String frame) {
    List<String> ofPhoto = new PtbTokenizer().tokenize(photo);
    List<String> ofFrame = new PtbTokenizer().tokenize(frame);
    Set<String> objects = ObjectWords.shipped().named(ofPhoto);
    Set<String> others = ObjectWords.shipped().named(ofFrame);
    if (objects.isEmpty() || others.isEmpty()) {
      return ContentWords.english()
          .of(ofPhoto)
          .get(0)
          .equals(ContentWords.english().of(ofFrame).get(0));
    }
    return !Collections.disjoint(objects, others);
  }
}
