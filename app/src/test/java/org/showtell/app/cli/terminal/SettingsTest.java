package org.showtell.app.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.cli.CommandRun;

class SettingsTest {
  @TempDir Path folder;
  private Path photo;
  private Path config;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void aPhoto() throws IOException {
    photo = Files.writeString(folder.resolve("a.jpg"), "dog");
    config = folder.resolve("showtell/config.properties");
    Files.createDirectories(config.getParent());
    environment.put("XDG_CONFIG_HOME", folder.toString());
  }

  @Test
  void flagsGoBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
    assertNull(run().options().search().numBeams());
    Files.writeString(config, "num-beams=4\nmodel=m.zip\n");
    assertEquals(4, run().options().search().numBeams());
    environment.put("SHOWTELL_NUM_BEAMS", "5");
    assertEquals(5, run().options().search().numBeams());
    assertEquals(6, run("-b", "6").options().search().numBeams());
    assertEquals("m.zip", run("-b", "6").options().model());
  }

  @Test
  void aSettingForOneCommandGoesBeforeOneForAll() throws IOException {
    Files.writeString(config, "num-beams=4\ncaption.num-beams=7\nvideo.num-beams=9\n");
    assertEquals(7, run().options().search().numBeams());
    environment.put("SHOWTELL_NUM_BEAMS", "5");
    environment.put("SHOWTELL_CAPTION_NUM_BEAMS", "8");
    assertEquals(8, run().options().search().numBeams());
  }

  @Test
  void flagsCanBeSetForAllRuns() throws IOException {
    Files.writeString(config, "format=csv\nquiet=true\n");
    CommandRun run = run();
    assertTrue(run.out().startsWith("path,caption"), run.out());
    assertEquals("", run("-q").err());
  }

  @Test
  void aPolicyOfTheFileGivesWayToATypedOne() throws IOException {
    Files.writeString(config, "skip-existing=true\n");
    Path text = Files.writeString(folder.resolve("a.txt"), "by hand");
    assertEquals(0, run("-f", "sidecar").exitCode());
    assertEquals("by hand", Files.readString(text));
    assertEquals(0, run("-f", "sidecar", "--overwrite").exitCode());
    assertEquals("a dog\n", Files.readString(text));
    assertEquals(0, run("-f", "json").exitCode(), "it means nothing on stdout");
    Path json = Files.writeString(folder.resolve("a.json"), "[]");
    assertEquals(2, run("-f", "json", "-o", json.toString()).exitCode());
  }

  @Test
  void samplingSettingsOfTheFileDoNotHinderSearching() throws IOException {
    Files.writeString(config, "temperature=0.5\n");
    assertEquals(0, run().exitCode());
    assertEquals(0.5, run("--sample").options().search().sampling().temperature());
  }

  @Test
  void aWrongValueIsNamedWithItsPlace() throws IOException {
    environment.put("SHOWTELL_NUM_BEAMS", "many");
    CommandRun run = run();
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("the environment variable SHOWTELL_NUM_BEAMS"), run.err());
    environment.clear();
    environment.put("SHOWTELL_CONFIG", config.toString());
    Files.writeString(config, "num-beams=many");
    assertTrue(run().err().contains("num-beams in " + config), run().err());
  }

  @Test
  void aMisspeltKeyIsNamed() throws IOException {
    Files.writeString(config, "num-beam=4\n");
    CommandRun run = run();
    assertEquals(0, run.exitCode());
    assertTrue(run.err().contains("no option is called num-beam;"), run.err());
  }

  @Test
  void aNamedFileMustBeThere() {
    environment.put("SHOWTELL_CONFIG", folder.resolve("gone.properties").toString());
    CommandRun run = run();
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("SHOWTELL_CONFIG"), run.err());
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.writeString(config, "model=C:\\users\\me");
    CommandRun run = run();
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("a backslash is written twice"), run.err());
  }

  private CommandRun run(String... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "caption";
    all[1] = photo;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return CommandRun.with(environment, "", all);
  }
}
