package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.ColouredSquares;
import org.showtell.app.RandomEncoder;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.video.ClipFile;
import org.showtell.encoder.image.RgbImage;
import org.showtell.testing.Slow;

/** Photos first, then video at a lower rate, on squares in four colours, through the commands. */
class TrainVideoTest {
  private static final String NETWORK =
      " --like two-layer --units 32 --embedding 16 --dropout 0.1 --min-word-count 1";
  private static final String TRAINING =
      " --batch-size 8 --average-decay 0.9 --split all --dev-split all";

  @TempDir static Path folder;

  /** Tells colours apart whatever the model that ships sees. */
  private static Path encoder;

  @BeforeAll
  static void make() throws IOException {
    encoder = folder.resolve("plain.safetensors");
    RandomEncoder.write(encoder);
    Path photos = folder.resolve("photos");
    ColouredSquares.draw(photos);
    Path clips = Files.createDirectory(folder.resolve("clips"));
    List<String> videos = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    for (String colour : ColouredSquares.COLOURS.keySet()) {
      for (int i = 0; i < 4; i++) {
        String caption = "a picture of a " + colour + " square";
        Files.writeString(photos.resolve(colour + i + ".txt"), (caption + "\n").repeat(4));
        String id = colour + i;
        ClipFile.lossless(
            clips.resolve(id + ".mkv"), Collections.nCopies(4, picture(photos, id + ".png")));
        videos.add("{\"video_id\":\"" + id + "\"}");
        sentences.addAll(
            Collections.nCopies(
                4, "{\"video_id\":\"" + id + "\",\"caption\":\"" + caption + " that moves\"}"));
      }
    }
    // A long video of which a part is meant: red, but for the green in its middle.
    List<RgbImage> long1 = new ArrayList<>(Collections.nCopies(30, picture(photos, "red0.png")));
    long1.subList(10, 20).replaceAll(red -> filled(Color.GREEN));
    ClipFile.lossless(clips.resolve("long.mkv"), long1);
    videos.add("{\"video_id\":\"long\",\"start time\":1,\"end time\":2}");
    sentences.add("{\"video_id\":\"long\",\"caption\":\"a picture of a green square that moves\"}");
    videos.add("{\"video_id\":\"gone\"}");
    sentences.add("{\"video_id\":\"gone\",\"caption\":\"nothing\"}");
    videos.add(
        "{\"video_id\":\"red1b\",\"file_name\":\"red1.mkv\",\"start time\":5,\"end time\":5.2}");
    sentences.add("{\"video_id\":\"red1b\",\"caption\":\"a picture of a red square that moves\"}");
    Files.writeString(
        folder.resolve("v.json"),
        "{\"videos\":["
            + String.join(",", videos)
            + "],\"sentences\":["
            + String.join(",", sentences)
            + "]}");
  }

  private static RgbImage picture(Path photos, String name) throws IOException {
    return ClipFile.frame(ImageIO.read(photos.resolve(name).toFile()));
  }

  private static RgbImage filled(Color colour) {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    var graphics = image.getGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, 60, 48);
    graphics.dispose();
    return ClipFile.frame(image);
  }

  private static CommandRun run(String command) {
    return CommandRun.in(folder, command);
  }

  private static String video() {
    return "video:" + folder.resolve("v.json") + "," + folder.resolve("clips");
  }

  @Test
  @Slow
  void modelOfPhotosIsFineTunedOnVideosAtALowerRate() throws IOException {
    Path first = folder.resolve("photos.zip");
    CommandRun photos =
        run(
            "train caption --data folder:"
                + folder.resolve("photos")
                + NETWORK
                + TRAINING
                + " --learning-rate 0.008 --epochs 60 --patience 60 -o "
                + first);
    assertEquals(0, photos.exitCode(), photos.err());
    assertEquals(2, layers(first));

    Path second = folder.resolve("videos.zip");
    CommandRun videos =
        run(
            "train caption --from "
                + first
                + " --data "
                + video()
                + TRAINING
                + " --epochs 2 -o "
                + second);
    assertEquals(0, videos.exitCode(), videos.err());
    assertTrue(videos.err().contains("gone.mp4: there is no such video; left out"), videos.err());
    assertTrue(
        videos.err().contains("18 videos") || videos.err().contains("19 videos"), videos.err());
    assertEquals(2, layers(second));
    String card = ModelBundle.read(second).card();
    assertTrue(card.contains("1.0E-4"), card);
    // Two epochs at a tenth of the rate know what the photos taught.
    String said = results(second);
    assertTrue(says(said, "blue2", "blue square"), said);
  }

  private static int layers(Path bundle) throws IOException {
    return ModelBundle.read(bundle).manifest().captioner().decoder().layers();
  }

  @Test
  void clipIsWhatItsTimesSayAndAFileThatIsNoLongerIsTheClip() throws IOException {
    Path model = folder.resolve("clips.zip");
    CommandRun videos =
        run(
            "train caption --data "
                + video()
                + NETWORK
                + TRAINING
                + " --encoder "
                + encoder
                + " --learning-rate 0.02 --epochs 18 -o "
                + model);
    assertEquals(0, videos.exitCode(), videos.err());
    String report = results(model);
    assertTrue(says(report, "long", "green square"), report);
    assertTrue(says(report, "red1b", "red square"), report);
  }

  private static boolean says(String results, String id, String words) {
    String record = "\"" + id + "\",\"caption\":\"[^\"]*" + words;
    return Pattern.compile(record).matcher(results).find();
  }

  /** The captions of all clips, as the official results file has them. */
  private static String results(Path model) throws IOException {
    Path report = Files.createTempDirectory(folder, "report").resolve("r");
    CommandRun scores =
        run("evaluate caption -m " + model + " --data " + video() + " --split all -o " + report);
    assertEquals(1, scores.exitCode(), "one video is not there: " + scores.err());
    assertTrue(scores.err().contains("gone.mp4"), scores.err());
    try (Stream<Path> files = Files.walk(report)) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        text.append(Files.readString(file)).append('\n');
      }
      return text.toString().replaceAll("\\s*([:,])\\s*", "$1");
    }
  }

  @Test
  void encoderBesideFromIsTheOneThatIsLearntOn() throws IOException {
    Path first = folder.resolve("first.zip");
    Path model = folder.resolve("smaller.zip");
    String training =
        " --epochs 1 --data folder:"
            + folder.resolve("photos")
            + TRAINING
            + " --encoder "
            + encoder;
    CommandRun begin = run("train caption" + training + NETWORK + " -o " + first);
    assertEquals(0, begin.exitCode(), begin.err());
    CommandRun run = run("train caption --from " + first + training + "@64 -o " + model);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(64, ModelBundle.read(model).preset().preprocessing().width());
  }

  @Test
  void networkOfTheModelIsNotAsked() {
    CommandRun refused =
        run("train caption --from starter --units 5 --data " + video() + " -o x.zip");
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().contains("takes that model's network"));
  }
}
