package org.showtell.app.cli.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.file.ExistingPolicy;

class GoingOnTest {
  private static OutputConfig config(CaptionFormat format, String output, ExistingPolicy policy) {
    return new OutputConfig(
        format,
        Optional.ofNullable(output).map(Path::of),
        policy,
        false,
        1,
        Optional.empty(),
        false);
  }

  private static String advice(
      CaptionFormat format, String output, ExistingPolicy policy, boolean embeds) {
    return GoingOn.advice(config(format, output, policy), embeds);
  }

  @ParameterizedTest
  @CsvSource({
    "JSONL, c.jsonl, REFUSE, false, ' with --append'",
    "CSV, c.csv, OVERWRITE, false, ' with --append in place of --overwrite'",
    "JSONL, c.jsonl, APPEND, true, ''",
    "SIDECAR, , REFUSE, false, ' with --skip-existing'",
    "SIDECAR, , SKIP_EXISTING, false, ''",
    "TEXT, , REFUSE, true, ' with --skip-existing'",
    // Append would add to photos that the first command refuses.
    "JSONL, c.jsonl, REFUSE, true, ' with --skip-existing'"
  })
  void namesTheOption(
      CaptionFormat format, String output, ExistingPolicy policy, boolean embeds, String option) {
    assertEquals(
        "The same command goes on from here" + option, advice(format, output, policy, embeds));
  }

  @ParameterizedTest
  @CsvSource({
    "XMP, sidecars, OVERWRITE, false",
    "SIDECAR, , APPEND, false",
    "TEXT, , OVERWRITE, true",
    "JSONL, c.jsonl, OVERWRITE, true"
  })
  void advisesNothingThatWouldLeavePhotosOut(
      CaptionFormat format, String output, ExistingPolicy policy, boolean embeds) {
    assertEquals(
        "The same command begins anew: what it has done cannot be told from what was there before",
        advice(format, output, policy, embeds));
  }

  @Test
  void namesTheFormatThatCanGoOn() {
    for (CaptionFormat format : new CaptionFormat[] {CaptionFormat.TEXT, CaptionFormat.HTML}) {
      assertEquals(
          "It cannot go on from here: a file can, -f jsonl -o FILE, with --append",
          advice(format, "out", ExistingPolicy.REFUSE, false));
    }
  }

  @Test
  void aWatchEndsWithoutAdviceThatThereIsNot() {
    OutputConfig text = config(CaptionFormat.TEXT, null, ExistingPolicy.REFUSE);
    assertEquals(Optional.empty(), GoingOn.afterWatch(text, false));
    OutputConfig sidecars = config(CaptionFormat.SIDECAR, null, ExistingPolicy.SKIP_EXISTING);
    assertEquals(
        Optional.of("The same command goes on from here"), GoingOn.afterWatch(sidecars, false));
  }
}
