package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.LoopbackFiles;

/** {@code models download} and {@code data coco}, as far as they go without the real files. */
class DownloadCommandsTest {
  private static final String NOTOP = "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5";
  private static final String MD5 = "6d6bbae143d832006294945121d1f1fc";

  @TempDir Path folder;
  private LoopbackFiles server;

  @BeforeEach
  void aServer() throws IOException {
    server = new LoopbackFiles();
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  private CommandRun run(Object... arguments) {
    return CommandRun.with(environment(), "", arguments);
  }

  private Map<String, String> environment() {
    return Map.of("SHOWTELL_CACHE", folder.toString());
  }

  private Path place() {
    return folder.resolve("weights").resolve("vgg16-notop").resolve(NOTOP);
  }

  @Test
  void wrongBytesAreThrownAwayAndBothChecksumsNamed() {
    server.put("/w.h5", new byte[3000]);
    CommandRun run = run("models", "download", "vgg16-notop", "--url", server.url("/w.h5"));
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("3.0 kB"), "the size comes first: " + run.err());
    assertTrue(run.err().contains("expected md5:" + MD5 + " but got md5:"), run.err());
    assertEquals("", run.out());
    assertFalse(Files.exists(place()));
  }

  @Test
  void aWrongFileThatIsThereIsNamedAndFetchedAgain() throws IOException {
    Files.createDirectories(place().getParent());
    Files.writeString(place(), "no weights");
    CommandRun run = run("models", "download", "vgg16-notop", "--url", server.url("/gone.h5"));
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains(place() + ": expected md5:" + MD5 + " but got"), run.err());
    assertTrue(run.err().contains("says 404"), run.err());
    assertTrue(Files.exists(place()), "until there is a better one");
  }

  @Test
  void withoutAServerItSaysWhatToDoByHand() {
    server.close();
    CommandRun run = run("models", "download", "vgg16-notop", "--url", server.url("/w.h5"));
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains(server.url("/w.h5") + ": cannot be reached"), run.err());
    assertTrue(run.err().contains("put it at " + place()), run.err());
    assertTrue(
        run.err().contains("\"md5sum " + place() + "\", which must print " + MD5), run.err());
  }

  @Test
  void anEncoderThatIsNotThereIsExitCodeTwo() {
    CommandRun run = run("models", "download", "vgg17");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("vgg17") && run.err().contains("vgg16-notop"), run.err());
    CommandRun shipped = run("models", "download", "starter");
    assertEquals(2, shipped.exitCode());
    assertTrue(shipped.err().contains("ship with the program"), shipped.err());
  }

  @Test
  void anAddressThatIsNotOfTheWebIsExitCodeTwo() {
    CommandRun run = run("models", "download", "vgg16", "--url", "ftp://a.example/w.h5");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("ftp://a.example/w.h5"), run.err());
  }

  @Test
  void theListAndTheCardSayWhetherWeightsAreThere() throws IOException {
    CommandRun before = run("models", "list");
    assertTrue(before.out().contains("vgg16-notop\tencoder only, not downloaded"), before.out());
    Files.createDirectories(place().getParent());
    Files.writeString(place(), "weights");
    CommandRun after = run("models", "list");
    assertTrue(after.out().contains("vgg16-notop\tencoder only, downloaded"), after.out());
    CommandRun card = run("models", "show", "vgg16-notop");
    assertEquals(0, card.exitCode(), card.err());
    assertTrue(card.out().contains(place() + ", 7 bytes"), card.out());
    assertTrue(card.out().contains("md5:" + MD5), card.out());
  }

  @Test
  void verifyChecksWeightFilesByTheirChecksum() throws IOException {
    CommandRun missing = run("models", "verify", "vgg16-notop");
    assertEquals(1, missing.exitCode());
    assertTrue(missing.err().contains("showtell models download vgg16-notop"), missing.err());
    Files.createDirectories(place().getParent());
    Files.writeString(place(), "no weights");
    for (Object name : new Object[] {"vgg16-notop", place()}) {
      CommandRun wrong = run("models", "verify", name);
      assertEquals(1, wrong.exitCode());
      assertTrue(wrong.err().contains("vgg16-notop has md5:" + MD5), wrong.err());
    }
  }

  @Test
  void cocoSaysTheSizesBeforeAnythingIsFetched() {
    Path coco = folder.resolve("coco");
    CommandRun run = run("data", "coco", coco, "--split", "val", "--url", server.url("/none"));
    assertEquals(1, run.exitCode());
    int sizes = run.err().indexOf("1.1 GB in all, 1.1 GB to come");
    int failure = run.err().indexOf("says 404");
    assertTrue(run.err().contains("815.6 MB  val2017.zip"), run.err());
    assertTrue(sizes >= 0 && failure > sizes, run.err());
    assertEquals("", run.out());
    assertEquals(1, server.asked().size());
  }

  @Test
  void cocoCountsWhatIsHereAlready() throws IOException {
    Path coco = Files.createDirectories(folder.resolve("coco"));
    Files.write(coco.resolve("val2017.zip.part"), new byte[2_000_000]);
    CommandRun run = run("data", "coco", coco, "--split", "val", "--url", server.url("/none"));
    assertTrue(run.err().contains("val2017.zip, 2.0 MB of it are here"), run.err());
  }

  @Test
  void aPersonIsAskedBeforeALargeDownload() {
    Object[] arguments = {
      "data", "coco", folder.resolve("coco"), "--split", "val", "--url", server.url("/none")
    };
    CommandRun no = CommandRun.attended(environment(), "n\n", arguments);
    assertEquals(1, no.exitCode());
    assertTrue(no.err().contains("Fetch 1.1 GB? (y/n)"), no.err());
    assertTrue(no.err().contains("Nothing was fetched."), no.err());
    assertEquals(0, server.asked().size());
    CommandRun yes = CommandRun.attended(environment(), "y\n", arguments);
    assertTrue(yes.err().contains("says 404"), yes.err());
    assertEquals(1, server.asked().size());
  }

  @Test
  void cocoOfAnotherYearIsExitCodeTwo() {
    CommandRun run = run("data", "coco", folder.resolve("coco"), "--year", "2015");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("2015"), run.err());
  }
}
