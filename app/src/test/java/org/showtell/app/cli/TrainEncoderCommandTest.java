package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainEncoderCommandTest {
  @TempDir Path folder;

  private CommandRun train(String... more) {
    Object[] arguments = new Object[4 + more.length];
    arguments[0] = "train";
    arguments[1] = "encoder";
    arguments[2] = "--teacher";
    arguments[3] = folder.resolve("t.onnx");
    System.arraycopy(more, 0, arguments, 4, more.length);
    return CommandRun.of(arguments);
  }

  /** The tests of this module run without ONNX Runtime, as the program does. */
  @Test
  void saysHowToBringTheTeachersRuntime() throws IOException {
    Files.writeString(folder.resolve("t.onnx"), "a model");
    CommandRun run = train("--photos", folder.toString(), "-o", "e.safetensors");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("SHOWTELL_CLASSPATH=onnxruntime.jar"), run.err());
  }

  @Test
  void namesATeacherThatIsNotThere() {
    CommandRun run = train("--photos", "p", "-o", "e.safetensors");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("t.onnx: there is no such file"), run.err());
  }

  @Test
  void refusesWhatContradictsItself() {
    assertTrue(train("-o", "e.safetensors").err().contains("nothing to learn from"));
    assertTrue(train("--photos", "p", "-o", "e.zip").err().contains("a name in .safetensors"));
    CommandRun rate = train("--photos", "p", "-o", "e.safetensors", "--learning-rate", "0");
    assertEquals(2, rate.exitCode());
    assertTrue(rate.err().contains("the learning rate is above 0, but got 0.0"), rate.err());
  }
}
