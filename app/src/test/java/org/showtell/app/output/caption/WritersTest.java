package org.showtell.app.output.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.output.CaptionOutputs;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputRefusedException;

class WritersTest {
  @Test
  void textIsPathTabCaption() throws Exception {
    assertEquals(
        "a.jpg\ta dog\nb.jpg\ta cat\n",
        write(
            CaptionFormat.TEXT,
            SamplePhotos.captioned("a.jpg", "a dog"),
            SamplePhotos.failed("bad.jpg", "not an image"),
            SamplePhotos.captioned("b.jpg", "a cat")));
  }

  @Test
  void textHasALineForEachCaption() throws Exception {
    assertEquals(
        "a.jpg\ta dog\na.jpg\tthe dog\n",
        write(CaptionFormat.TEXT, SamplePhotos.captioned("a.jpg", "a dog", "the dog")));
  }

  @Test
  void textKeepsItsLinesWhateverTheName() throws Exception {
    assertEquals(
        "new\\nline\\t.jpg\ta dog\n",
        write(CaptionFormat.TEXT, SamplePhotos.captioned("new\nline\t.jpg", "a dog")));
  }

  @Test
  void jsonLinesHaveTheFieldsInTheirOrder() throws Exception {
    assertEquals(
        "{\"path\":\"photos/a.jpg\",\"caption\":\"a dog runs on the grass\",\"score\":-0.61,"
            + "\"captions\":[{\"text\":\"a dog runs on the grass\",\"score\":-0.61}],"
            + "\"model\":\"starter\",\"error\":null}\n"
            + "{\"path\":\"b.jpg\",\"caption\":null,\"score\":null,\"captions\":[],"
            + "\"model\":\"starter\",\"error\":\"not an image (the file is 0 bytes)\"}\n",
        write(
            CaptionFormat.JSONL,
            SamplePhotos.captioned("photos/a.jpg", "a dog runs on the grass"),
            SamplePhotos.failed("b.jpg", "not an image (the file is 0 bytes)")));
  }

  @Test
  void jsonIsAnArrayOfTheSameRecords() throws Exception {
    CaptionedPhoto[] odd = SamplePhotos.odd().toArray(CaptionedPhoto[]::new);
    JsonNode array = new ObjectMapper().readTree(write(CaptionFormat.JSON, odd));
    List<String> lines = write(CaptionFormat.JSONL, odd).lines().toList();
    assertEquals(lines.size(), array.size());
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(new ObjectMapper().readTree(lines.get(i)), array.get(i));
      assertEquals(odd[i].record().path(), array.get(i).get("path").textValue());
    }
  }

  @Test
  void jsonOfNoPhotosIsAnEmptyArray() throws Exception {
    assertEquals("[]\n", write(CaptionFormat.JSON));
  }

  @Test
  void csvGivesBackWhatWasWritten() throws Exception {
    CaptionedPhoto[] odd = SamplePhotos.odd().toArray(CaptionedPhoto[]::new);
    String csv = write(CaptionFormat.CSV, odd);
    assertTrue(csv.startsWith("path,caption,score,model,error\r\n"), csv);
    assertTrue(csv.contains("\r\na.jpg,a dog runs on the grass,-0.61,starter,\r\n"), csv);
    List<CSVRecord> rows = CSVFormat.RFC4180.parse(new StringReader(csv)).getRecords();
    assertEquals(odd.length + 1, rows.size());
    for (int i = 0; i < odd.length; i++) {
      CSVRecord row = rows.get(i + 1);
      assertEquals(odd[i].record().path(), row.get(0));
      assertEquals(Optional.ofNullable(odd[i].record().caption()).orElse(""), row.get(1));
      assertEquals(Optional.ofNullable(odd[i].record().error()).orElse(""), row.get(4));
    }
  }

  @Test
  void csvHasColumnsForAllCaptions() throws Exception {
    String csv =
        write(
            new OutputConfig(
                CaptionFormat.CSV,
                Optional.empty(),
                ExistingPolicy.REFUSE,
                false,
                2,
                Optional.empty(),
                false),
            SamplePhotos.captioned("a.jpg", "a dog", "the dog"),
            SamplePhotos.captioned("b.jpg", "a cat"),
            SamplePhotos.failed("c.jpg", "no"));
    assertEquals(
        "path,caption,score,caption_2,score_2,model,error\r\n"
            + "a.jpg,a dog,-0.61,the dog,-1.61,starter,\r\n"
            + "b.jpg,a cat,-0.61,,,starter,\r\n"
            + "c.jpg,,,,,starter,no\r\n",
        csv);
  }

  @Test
  void scoresHaveSixDecimalsAtMost() {
    assertEquals(-0.123457, RecordJson.rounded(-0.12345678));
    assertEquals("0.0", Double.toString(RecordJson.rounded(-1e-9)));
  }

  @Test
  void writesEachRecordAsItComes() throws Exception {
    for (CaptionFormat format :
        List.of(CaptionFormat.TEXT, CaptionFormat.JSON, CaptionFormat.JSONL, CaptionFormat.CSV)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (CaptionWriter writer = open(config(format), out)) {
        writer.accept(SamplePhotos.captioned("a.jpg", "a dog"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("a dog"), format.toString());
      }
    }
  }

  @Test
  void readsItsOwnRecordsBack() {
    for (CaptionedPhoto photo : SamplePhotos.odd()) {
      EarlierRecord expected =
          new EarlierRecord(
              photo.record().path(), photo.record().model(), photo.record().isFailed());
      byte[] json =
          RecordJson.caption(photo.record(), new RecordJson.Details(false, false))
              .getBytes(StandardCharsets.UTF_8);
      assertEquals(expected, EarlierRecord.fromJson(json).orElse(null));
      CsvWriter.Table table = new CsvWriter.Table(2, false, CsvDialect.OURS);
      String row = table.row(photo.record());
      assertEquals(expected, EarlierRecord.fromCsv(row, table).orElse(null));
    }
    assertNull(EarlierRecord.fromJson(new byte[0]).orElse(null));
  }

  private static OutputConfig config(CaptionFormat format) {
    return new OutputConfig(
        format, Optional.empty(), ExistingPolicy.REFUSE, false, 1, Optional.empty(), false);
  }

  private static CaptionWriter open(OutputConfig config, ByteArrayOutputStream out)
      throws OutputRefusedException, IOException {
    return CaptionOutputs.prepare(config, out).open("starter");
  }

  private static String write(CaptionFormat format, CaptionedPhoto... photos) throws Exception {
    return write(config(format), photos);
  }

  private static String write(OutputConfig config, CaptionedPhoto... photos) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CaptionWriter writer = open(config, out)) {
      for (CaptionedPhoto photo : photos) {
        writer.accept(photo);
      }
      writer.finish();
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
