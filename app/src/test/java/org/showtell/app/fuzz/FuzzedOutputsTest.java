package org.showtell.app.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.input.PhotoInputs;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.ContinuedOutput;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.RecordScanner;
import org.showtell.app.output.change.CaptionChange;
import org.showtell.app.output.change.CaptionComparison;
import org.showtell.app.output.change.ChangeWriter;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.sidecar.XmpDocument;

/** Lists of paths, results of earlier runs, and XMP files. */
class FuzzedOutputsTest {
  private static final String LINES =
      """
      {"path":"photos/a.jpg","caption":"a dog r\u00fcns","score":-0.61,"captions":[{"text":"a dog","score":-0.61}],"keywords":["dog"],"model":"toy","error":null}
      {"path":"b.jpg","caption":null,"score":null,"captions":[],"model":"toy","error":"not an image"}
      """;
  private static final String TABLE =
      "path,caption,score,model,error\r\na.jpg,\"a dog, running\",-0.61,toy,\r\nb.jpg,,,toy,bad\r\n";

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> outputs() throws IOException {
    XmpDocument xmp = XmpDocument.create("a test");
    xmp.setCaption("a dog & \u00fc");
    xmp.addSubjects(List.of("dog", "grass"));
    Path before = Files.writeString(folder.resolve("before.jsonl"), LINES);
    return FuzzBudget.tests(
        Stream.of(
            new FuzzTarget(
                "paths",
                List.of(
                    "a.jpg\nb c.jpg\r\n\"d.jpg\"\n".getBytes(StandardCharsets.UTF_8),
                    "\u00fc.jpg\n".getBytes(StandardCharsets.ISO_8859_1),
                    "\ufeffa.jpg\n\u00fc.jpg\n".getBytes(StandardCharsets.UTF_16LE),
                    "a.jpg\0b.jpg\0".getBytes(StandardCharsets.UTF_8)),
                FuzzedOutputsTest::paths,
                List.of()),
            FuzzTarget.ofBytes(
                "xmp",
                List.of(
                    xmp.toBytes(),
                    new String(xmp.toBytes(), StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.UTF_16)),
                FuzzedOutputsTest::xmp),
            FuzzTarget.ofTexts("continued.jsonl", f -> continued(CaptionFormat.JSONL, f), LINES)
                .documents(OutputRefusedException.class),
            FuzzTarget.ofTexts("continued.csv", f -> continued(CaptionFormat.CSV, f), TABLE)
                .documents(OutputRefusedException.class),
            FuzzTarget.ofTexts("records", FuzzedOutputsTest::records, LINES, TABLE),
            FuzzTarget.ofTexts(
                "diff",
                f -> compare(before, f),
                LINES,
                TABLE,
                "[\n" + LINES.replace("}\n{", "},\n{") + "]")));
  }

  private static void paths(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        PhotoInputs inputs = new PhotoInputs(List.of(PhotoInputs.STDIN), false, in)) {
      // A damaged list may name the root of the disk, which is walked lazily.
      for (int i = 0; i < 1000 && inputs.hasNext(); i++) {
        inputs.next();
      }
    }
  }

  private static void xmp(Path file) throws IOException {
    XmpDocument document = XmpDocument.parse(Files.readAllBytes(file));
    document.hasCaption();
    document.addCaptionWhereMissing("a cat");
    document.addAltTextWhereMissing("a cat");
    document.setCaption("a cat");
    document.addSubjects(List.of("cat"));
    XmpDocument.parse(document.toBytes());
  }

  private static void continued(CaptionFormat format, Path file) throws Exception {
    OutputConfig config =
        new OutputConfig(
            format, Optional.of(file), ExistingPolicy.APPEND, false, 1, Optional.empty(), false);
    new ContinuedOutput(config, file).notes("toy");
  }

  private static void records(Path file) throws IOException {
    for (boolean quoted : new boolean[] {true, false}) {
      try (InputStream in = Files.newInputStream(file)) {
        RecordScanner scanner = new RecordScanner(in, quoted);
        while (scanner.next() != null) {}
        scanner.rest();
      }
    }
  }

  private static void compare(Path before, Path after) throws IOException {
    try (CaptionComparison comparison = new CaptionComparison(before, after, bad -> {})) {
      comparison.run(
          new ChangeWriter() {
            @Override
            public void accept(CaptionChange change) {
              change.kind();
              change.either().text();
            }

            @Override
            public void finish(CaptionComparison.Counts counts) {}

            @Override
            public void close() {}
          });
    }
  }
}
