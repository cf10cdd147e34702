package org.showtell.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.testing.Slow;

/** The Python example of docs/cluster.md, by PySpark's own gateway. */
@Slow
class PySparkIT {
  @TempDir Path folder;

  @Test
  void theDocumentedExampleCaptions() throws Exception {
    String python = System.getProperty("python", "python3");
    assumeTrue(run(python, "import pyspark").code() == 0, "there is no Python with pyspark");
    ManyPhotos.draw(folder.resolve("photos"), 0, 1);
    String text = Files.readString(Path.of("../docs/cluster.md"));
    Matcher example = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(text);
    assertTrue(example.find(), "docs/cluster.md has an example in Python");
    String start =
        """
        from pyspark.sql import SparkSession
        spark = (SparkSession.builder.master("local[1]")
            .config("spark.driver.extraClassPath", r"%s")
            .config("spark.ui.enabled", "false").getOrCreate())
        folder = r"%s"
        """
            .formatted(libraries(), folder.resolve("photos"));
    Result result = run(python, start + example.group(1));
    assertEquals(0, result.code(), result.output());
    assertTrue(result.output().contains("photo-0000.png"), result.output());
    assertTrue(result.output().contains("|a "), result.output());
  }

  /** Ours and what we need; Spark's own come with pyspark. */
  private static String libraries() {
    StringBuilder path = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.matches(
          ".*(showtell|/classes$|nd4j|javacpp|opencv|ffmpeg|openblas|javacv|deeplearning4j"
              + "|extjwnl|snowball|jhdf|picocli|commons-csv).*")) {
        path.append(path.isEmpty() ? "" : File.pathSeparator)
            .append(Path.of(entry).toAbsolutePath());
      }
    }
    return path.toString();
  }

  private record Result(int code, String output) {}

  private Result run(String python, String program) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("example.py"), program);
    Process process;
    try {
      process =
          new ProcessBuilder(python, script.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output.txt").toFile())
              .start();
    } catch (IOException e) {
      return new Result(127, e.getMessage());
    }
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "the example ends");
    String output = Files.readString(folder.resolve("output.txt"), StandardCharsets.UTF_8);
    return new Result(process.exitValue(), output);
  }
}
