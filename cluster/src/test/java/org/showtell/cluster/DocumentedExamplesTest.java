package org.showtell.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.testing.Slow;
import scala.Console;

/** The Java examples of docs/cluster.md, compiled and run as they stand. */
@Slow
class DocumentedExamplesTest {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```java\n(.*?)^```$");

  @TempDir Path folder;

  @Test
  void theyCaptionAndAnswer() throws Exception {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.copy(Path.of("..", "samples", "cat.jpg"), photos.resolve("cat.jpg"));
    String examples =
        FENCE
            .matcher(Files.readString(Path.of("..", "docs", "cluster.md")))
            .results()
            .map(MatchResult::group)
            .map(fence -> fence.replaceAll("(?m)^```.*$", ""))
            .collect(Collectors.joining());
    Path source =
        Files.writeString(
            folder.resolve("Examples.java"),
            """
            import org.apache.spark.sql.*;
            import org.showtell.app.bundle.ModelCatalog;
            import org.showtell.cluster.*;
            public class Examples {
              public static void run(SparkSession spark, String folder) throws Exception {
            %s
              }
            }
            """
                .formatted(examples));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] arguments = {
      "-cp", System.getProperty("java.class.path"), "-proc:none", source.toString()
    };
    assertEquals(0, compiler.run(null, said, said, arguments), said::toString);
    String out = run(photos);
    assertEquals(2, out.split("\\|a cat ", -1).length - 1, out);
    assertTrue(out.matches("(?s).*\\| *(yes|no)\\|.*"), out);
  }

  private String run(Path photos) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    URL[] compiled = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(compiled, getClass().getClassLoader());
        SparkSession spark = SparkSession.builder().config(ClusterTest.settings()).getOrCreate()) {
      Method run = loader.loadClass("Examples").getMethod("run", SparkSession.class, String.class);
      Console.withOut(
          out,
          () -> {
            try {
              return run.invoke(null, spark, photos.toString());
            } catch (ReflectiveOperationException e) {
              throw new AssertionError(e);
            }
          });
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
