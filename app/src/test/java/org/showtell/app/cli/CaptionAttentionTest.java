package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptionAttentionTest {
  @TempDir Path folder;
  private Path photos;
  private Path maps;

  @BeforeEach
  void photos() throws IOException {
    photos = Files.createDirectories(folder.resolve("photos/sub")).getParent();
    maps = folder.resolve("maps");
    for (String name : List.of("a.png", "sub/a.png")) {
      ImageIO.write(
          new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB),
          "png",
          photos.resolve(name).toFile());
    }
  }

  @Test
  void eachPhotoHasItsPicture() throws IOException {
    CommandRun run = attending("-r", photos);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(List.of("a.attention.jpg", "sub/a.attention.jpg"), pictures());
    assertEquals(2, run.out().lines().count(), run.out());
  }

  @Test
  void photosOfTheSameNameHaveTheirOwn() throws IOException {
    CommandRun run = attending(photos.resolve("a.png"), photos.resolve("sub/a.png"));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(2, pictures().size(), pictures().toString());
  }

  @Test
  void theJsonHasTheWords() {
    CommandRun run = attending("-f", "jsonl", photos);
    assertTrue(
        run.out()
            .contains(
                "\"words\":[{\"word\":\"a\",\"logProb\":-0.25,"
                    + "\"attention\":[[0.7,0.1],[0.1,0.1]]},"),
        run.out());
  }

  @Test
  void withoutTheOptionNothingChanges() throws IOException {
    CommandRun run = CommandRun.of("caption", "-m", CommandRun.ATTENDING, "-f", "jsonl", photos);
    assertFalse(run.out().contains("words"), run.out());
    assertEquals(0, run.exitCode());
    assertFalse(Files.exists(maps));
  }

  @Test
  void aModelWithoutAttentionIsAWrongUsage() throws IOException {
    Path file = folder.resolve("out.jsonl");
    Files.writeString(file, "kept");
    CommandRun run =
        CommandRun.of(
            "caption", photos, "--attention", maps, "-f", "jsonl", "-o", file, "--overwrite");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("The model fake has no attention"), run.err());
    assertTrue(run.err().contains("-m starter") || run.err().contains("train caption"), run.err());
    assertEquals("", run.out());
    assertEquals("kept", Files.readString(file));
    assertFalse(Files.exists(maps));
  }

  @Test
  void aSecondRunSkipsOrReplacesOrRefuses() {
    attending(photos);
    CommandRun again = attending(photos);
    assertEquals(1, again.exitCode());
    assertTrue(again.err().contains("exists already: "), again.err());
    assertEquals("", attending("--skip-existing", photos).out());
    assertEquals(1, attending("--overwrite", photos).out().lines().count());
  }

  @Test
  void picturesAmongThePhotosAreNotCaptioned() {
    Object[] arguments = {
      "caption", "-m", CommandRun.ATTENDING, "-r", photos, "--attention", photos, "--overwrite"
    };
    String once = CommandRun.of(arguments).out();
    assertEquals(once, CommandRun.of(arguments).out());
    assertEquals(2, once.lines().count(), once);
  }

  @Test
  void aPictureThatCannotBeSavedIsNamedAndTheOthersAreDone() throws IOException {
    Files.createDirectories(maps);
    Files.writeString(maps.resolve("sub"), "a file where a folder should be");
    CommandRun run = attending("-r", photos);
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("sub/a.png: its attention picture cannot be saved: "), run.err());
    assertEquals(2, run.out().lines().count(), "the captions are there");
    assertTrue(Files.exists(maps.resolve("a.attention.jpg")));
  }

  @Test
  void aFileInsteadOfAFolderIsRefusedBeforeTheModelIsLoaded() throws IOException {
    Files.writeString(maps, "a file");
    CommandRun run = attending(photos);
    assertEquals(2, run.exitCode());
    assertNull(run.options());
  }

  private CommandRun attending(Object... arguments) {
    return CommandRun.of(
        Stream.concat(
                Stream.of("caption", "-m", CommandRun.ATTENDING, "--attention", maps),
                Stream.of(arguments))
            .toArray());
  }

  private List<String> pictures() throws IOException {
    try (Stream<Path> files = Files.walk(maps)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> maps.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
