package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.RandomEncoder;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.video.ClipFile;
import org.showtell.encoder.image.RgbImage;

/** Clips in which a colour goes to another one, or back: the frames are the same, not the order. */
class LabelCommandsTest {
  private static final String NETWORK =
      " --units 16 --dropout 0 --label-smoothing 0 --average-decay 0 --learning-rate 0.02";

  @TempDir static Path folder;
  private static Path encoder;
  private static String data;

  @BeforeAll
  static void make() throws IOException {
    encoder = folder.resolve("plain.safetensors");
    RandomEncoder.write(encoder);
    Path clips = Files.createDirectory(folder.resolve("clips"));
    Random random = new Random(3);
    StringBuilder table = new StringBuilder("file,label\n");
    StringBuilder parts = new StringBuilder("file,label,start,end\n");
    Color other = null;
    for (int i = 0; i < 20; i++) {
      List<RgbImage> frames = new ArrayList<>();
      other = i % 2 == 1 ? other : new Color(60, 60, 100 + random.nextInt(100));
      for (int n = 0; n < 2; n++) {
        frames.addAll(Collections.nCopies(5 + n, filled(n == 0 ? Color.RED : other)));
      }
      if (i % 2 == 1) {
        Collections.reverse(frames);
      }
      String name = "c" + i + ".mkv";
      ClipFile.lossless(clips.resolve(name), frames);
      table.append(name).append(i % 2 == 1 ? ",to red\n" : ",from red\n");
      double change = i % 2 == 1 ? 0.6 : 0.5;
      parts.append("%s,%s,,%s\n".formatted(name, i % 2 == 1 ? "dark" : "red", change));
      parts.append("%s,%s,%s,\n".formatted(name, i % 2 == 1 ? "red" : "dark", change));
    }
    table.append("gone.mkv,to red\n");
    Files.writeString(folder.resolve("labels.csv"), table);
    Files.writeString(folder.resolve("parts.csv"), parts);
    data = " --data labels:" + folder.resolve("labels.csv") + "," + clips;
  }

  private static RgbImage filled(Color colour) {
    BufferedImage image = new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, 48, 48);
    graphics.dispose();
    return ClipFile.frame(image);
  }

  private static CommandRun run(String command) {
    return CommandRun.in(folder, command);
  }

  private static double accuracy(Path model) throws IOException {
    return ModelBundle.read(model).manifest().provenance().result().score();
  }

  @Test
  void orderIsLearntAndItsMeanIsAtChance() throws IOException {
    Path model = folder.resolve("order.zip");
    String command =
        "train label" + data + NETWORK + " --frames 6 --encoder " + encoder + "@32 --epochs ";
    CommandRun trained = run(command + "12 --bidirectional -o " + model);
    assertEquals(0, trained.exitCode(), trained.err());
    assertTrue(trained.err().contains("gone.mkv: there is no such"), trained.err());
    assertEquals(1, accuracy(model));

    Path pooled = folder.resolve("pooled.zip");
    CommandRun mean = run(command + "12 --mean-pool -o " + pooled);
    assertEquals(0, mean.exitCode(), mean.err());
    assertEquals(0.5, accuracy(pooled), "the means of a clip and of its reverse are the same");

    String clips = folder.resolve("clips") + "/c";
    CommandRun text = run("label -m " + model + " " + clips + "8.mkv " + clips + "9.mkv");
    assertEquals(0, text.exitCode(), text.err());
    List<String> lines = text.out().lines().toList();
    assertTrue(lines.get(0).startsWith(clips + "8.mkv\tfrom red\t"), text.out());
    assertTrue(lines.get(1).startsWith(clips + "9.mkv\tto red\t"), text.out());

    CommandRun json = run("label -m " + model + " -f json " + clips + "x.mkv " + clips + "9.mkv");
    assertEquals(1, json.exitCode());
    assertTrue(json.err().contains("x.mkv: "), json.err());
    assertTrue(json.out().startsWith("[\n{\"path\":\"" + clips + "x.mkv\",\"label\":null"));
    assertTrue(json.out().contains("\"label\":\"to red\",\"probability\":"), json.out());
    assertTrue(json.out().endsWith("\"model\":\"order\",\"error\":null}\n]\n"), json.out());

    Path report = folder.resolve("report");
    String evaluate = "evaluate label -m " + model + data + " --split ";
    CommandRun scored = run(evaluate + "dev -f json -o " + report);
    assertEquals(0, scored.exitCode(), scored.err());
    assertTrue(scored.out().startsWith("{\"accuracy\":1.0,\"macroF1\":1.0,"), scored.out());
    assertTrue(scored.out().contains("\"perLabel.to red.count\":2"), scored.out());
    assertTrue(Files.readString(report.resolve("results.json")).contains("\"from red\""));
    CommandRun all = run(evaluate + "all");
    assertEquals(1, all.exitCode(), "gone.mkv cannot be read");
    assertTrue(all.err().contains("gone.mkv: there is no such"), all.err());
    assertTrue(all.out().contains("perLabel.to red.count 10"), all.out());

    CommandRun frames = run("label --per-frame -m " + model + " " + clips + "9.mkv");
    assertEquals(2, frames.exitCode());
    assertTrue(frames.err().contains("--per-frame needs a model of frames"), frames.err());
    CommandRun captions = run("caption -m " + model + " " + encoder);
    assertEquals(2, captions.exitCode());
    assertTrue(captions.err().contains("labels videos"), captions.err());
  }

  @Test
  void frameHasTheLabelOfItsTime() throws IOException {
    Path model = folder.resolve("frames.zip");
    CommandRun trained =
        run(
            "train label --per-frame --every 100ms"
                + data.replace("labels.csv", "parts.csv")
                + NETWORK
                + " --cell gru --epochs 12 --encoder "
                + encoder
                + "@32 -o "
                + model);
    assertEquals(0, trained.exitCode(), trained.err());
    assertTrue(accuracy(model) > 0.95, trained.err());
    CommandRun scored =
        run("evaluate label --split all -m " + model + data.replace("labels.csv", "parts.csv"));
    assertEquals(0, scored.exitCode(), scored.err());
    assertTrue(scored.out().contains("perLabel.dark.count"), scored.out());
    Path clip = folder.resolve("clips").resolve("c9.mkv");
    CommandRun labels = run("label --per-frame -m " + model + " " + clip);
    List<String> lines = labels.out().lines().toList();
    assertEquals(11, lines.size(), labels.out());
    assertTrue(lines.get(0).startsWith(clip + "\t0.000\t0.100\tdark\t"), labels.out());
    assertTrue(lines.get(10).startsWith(clip + "\t1.000\t1.100\tred\t"), labels.out());
  }

  @Test
  void wrongUseIsNamed() {
    String output = " -o " + folder.resolve("x.zip");
    assertEquals(2, run("train label --data text:x" + output).exitCode());
    CommandRun both = run("train label --per-frame --frames 3" + data + output);
    assertEquals(2, both.exitCode());
    assertTrue(both.err().contains("--every goes with --per-frame"), both.err());
    CommandRun captioner = run("evaluate label --split all" + data);
    assertEquals(2, captioner.exitCode());
    assertTrue(captioner.err().contains("this model gives no labels"), captioner.err());
    CommandRun model = run("label -m starter " + encoder);
    assertEquals(2, model.exitCode());
    assertTrue(model.err().contains("this model gives no labels"), model.err());
  }
}
