package org.showtell.app.output.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.input.FailureReason;
import org.showtell.app.output.CaptionOutputs;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.SamplePhotos;

class FileInPlaceTest {
  @TempDir Path folder;

  @Test
  void keepsWhatItIsToldAndAddsToIt() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "one\ntwo\nthr");
    try (FileInPlace place = FileInPlace.open(file, 11, 8)) {
      place.write("three\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals("one\ntwo\nthree\n", Files.readString(file));
  }

  @Test
  void aFullDeviceIsNamed() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "no /dev/full on this machine");
    CaptionOutput output =
        CaptionOutputs.prepare(
            new OutputConfig(
                CaptionFormat.JSONL,
                Optional.of(full),
                ExistingPolicy.REFUSE,
                false,
                1,
                Optional.empty(),
                false),
            OutputStream.nullOutputStream());
    try (CaptionWriter writer = output.open("starter")) {
      IOException e =
          assertThrows(
              IOException.class, () -> writer.accept(SamplePhotos.captioned("a.jpg", "a dog")));
      assertTrue(FailureReason.isFullDisk(e), e.getMessage());
    }
  }
}
