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
  private static String advice(
      CaptionFormat format, String output, ExistingPolicy policy, boolean embeds) {
    return GoingOn.advice(
        new OutputConfig(
            format,
            Optional.ofNullable(output).map(Path::of),
            policy,
            false,
            1,
            Optional.empty(),
            false),
        embeds);
  }

  @ParameterizedTest
  @CsvSource({
    "JSONL, c.jsonl, REFUSE, false, ' with --append'",
    "CSV, c.csv, OVERWRITE, false, ' with --append in place of --overwrite'",
    "JSONL, c.jsonl, APPEND, true, ''",
    "SIDECAR, , REFUSE, false, ' with --skip-existing'",
    "XMP, sidecars, OVERWRITE, false, ' with --skip-existing in place of --overwrite'",
    "SIDECAR, , APPEND, false, ' with --skip-existing in place of --append'",
    "SIDECAR, , SKIP_EXISTING, false, ''",
    "TEXT, , REFUSE, true, ' with --skip-existing'",
    "JSONL, c.jsonl, REFUSE, true, ' with --append'"
  })
  void namesTheOption(
      CaptionFormat format, String output, ExistingPolicy policy, boolean embeds, String option) {
    assertEquals(
        "The same command goes on from here" + option, advice(format, output, policy, embeds));
  }

  @Test
  void namesTheFormatThatCanGoOn() {
    for (CaptionFormat format : new CaptionFormat[] {CaptionFormat.TEXT, CaptionFormat.HTML}) {
      assertEquals(
          "It cannot go on from here: a file can, -f jsonl -o FILE, with --append",
          advice(format, "out", ExistingPolicy.REFUSE, false));
    }
  }
}
