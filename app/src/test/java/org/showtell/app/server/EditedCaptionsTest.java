package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.cli.CommandRun;
import org.showtell.app.output.file.FileInPlace;

/** What was edited in the page stays when the command line captions the folder again. */
class EditedCaptionsTest {
  private static final String MINE = "a dog that I know";

  @TempDir private Path folder;
  private final Map<String, Path> files = new LinkedHashMap<>();
  private CaptionFolder captions;

  @BeforeEach
  void photos() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    for (String name : List.of("a.png", "b.png", "sub/a.png")) {
      BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(image, "png", folder.resolve(name).toFile());
      files.put(name, folder.resolve(name));
    }
    captions = new CaptionFolder(folder, folder.toRealPath());
  }

  private CommandRun caption(String... more) {
    List<Object> arguments = new ArrayList<>(List.of("caption", folder, "-r", "-q", "-m", "fake"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  private String lines() {
    return folder.resolve("captions.jsonl").toString();
  }

  @Test
  void twoPhotosOfOneNameDoNotShareAText() throws IOException {
    Files.copy(folder.resolve("a.png"), folder.resolve("a.gif"));
    files.put("a.gif", folder.resolve("a.gif"));
    captions.save("a.png", files, MINE);
    Problem problem =
        assertThrows(Problem.ProblemException.class, () -> captions.save("a.gif", files, "another"))
            .problem();
    assertEquals(409, problem.status());
    assertTrue(problem.detail().contains("a.txt for this one and \"a.png\""), problem.detail());
    assertEquals(Map.of("a.png", MINE), captions.read(files));
  }

  @Test
  void aContinuedFileKeepsThem() throws IOException {
    CommandRun first =
        CommandRun.of(
            "caption", folder.resolve("a.png"), "-q", "-m", "fake", "-f", "jsonl", "-o", lines());
    assertEquals(0, first.exitCode(), first.err());
    Map<String, String> before = captions.read(files);
    captions.save("a.png", files, MINE);
    captions.save("b.png", files, "a second one"); // which the run has not reached
    assertEquals(0, caption("-f", "jsonl", "-o", lines(), "--append").exitCode());
    Map<String, String> after = captions.read(files);
    assertEquals(1, before.size());
    assertEquals(MINE, after.get("a.png"));
    assertEquals("a second one", after.get("b.png"));
    assertEquals(before.get("a.png"), after.get("sub/a.png")); // of another photo with this name
    assertEquals(3, Files.readAllLines(Path.of(lines())).size());
    assertEquals(2, caption("-f", "jsonl", "-o", lines()).exitCode(), "not replaced unasked");
    assertEquals(MINE, captions.read(files).get("a.png"));
  }

  @Test
  void aRunThatSpellsThePathOtherwiseDoesNotHideThem() throws IOException {
    caption("-f", "jsonl", "-o", lines());
    captions.save("a.png", files, MINE);
    CommandRun again =
        CommandRun.of(
            "caption",
            folder.resolve("sub").resolve(".."),
            "-q",
            "-m",
            "fake",
            "-f",
            "jsonl",
            "-o",
            lines(),
            "--append");
    assertEquals(0, again.exitCode(), again.err());
    assertEquals(MINE, captions.read(files).get("a.png"));
  }

  @Test
  void textFilesKeepThem() throws IOException {
    captions.save("a.png", files, MINE);
    assertEquals(0, caption("-f", "sidecar", "--skip-existing").exitCode());
    assertEquals(MINE, captions.read(files).get("a.png"));
    assertEquals(3, captions.read(files).size());
    assertEquals(1, caption("-f", "sidecar").exitCode(), "each is refused, not replaced");
    assertEquals(MINE, captions.read(files).get("a.png"));
  }

  @Test
  void aRunThatIsWritingIsNotDisturbed() throws Exception {
    caption("-f", "jsonl", "-o", lines());
    try (FileInPlace run = FileInPlace.open(Path.of(lines()), -1, Files.size(Path.of(lines())))) {
      IOException refused =
          assertThrows(IOException.class, () -> captions.save("a.png", files, MINE));
      assertTrue(
          refused.getMessage().contains("another run is writing to it"), refused.getMessage());
      run.write(new byte[0]);
    }
  }
}
