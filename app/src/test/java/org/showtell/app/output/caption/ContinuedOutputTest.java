package org.showtell.app.output.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.CaptionOutputs;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputRefusedException;

class ContinuedOutputTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"JSONL", "CSV"})
  void aRunThatDiedAtAnyByteEndsWithTheSameFile(CaptionFormat format) throws Exception {
    List<CaptionedPhoto> photos = new ArrayList<>(SamplePhotos.odd().subList(1, 5));
    photos.add(photos.get(0)); // named twice
    Path whole = folder.resolve("whole");
    run(format, whole, ExistingPolicy.REFUSE, photos);
    byte[] expected = Files.readAllBytes(whole);
    for (int length = 0; length <= expected.length; length++) {
      Path cut = folder.resolve("cut");
      Files.write(cut, Arrays.copyOf(expected, length));
      run(format, cut, ExistingPolicy.APPEND, photos);
      assertEquals(Files.readString(whole), Files.readString(cut), "killed at byte " + length);
    }
  }

  @Test
  void skipExistingContinuesAFileToo() throws Exception {
    Path file = folder.resolve("a.jsonl");
    List<CaptionedPhoto> photos = SamplePhotos.odd();
    run(CaptionFormat.JSONL, file, ExistingPolicy.SKIP_EXISTING, photos.subList(0, 3));
    run(CaptionFormat.JSONL, file, ExistingPolicy.SKIP_EXISTING, photos);
    assertEquals(photos.size(), Files.readString(file).lines().count());
  }

  @Test
  void failedPhotosStayUnlessTheyAreToBeTriedAgain() throws Exception {
    Path file = folder.resolve("a.jsonl");
    CaptionedPhoto bad = SamplePhotos.failed("b.jpg", "not an image");
    CaptionedPhoto mended = SamplePhotos.captioned("b.jpg", "a cat");
    CaptionedPhoto dog = SamplePhotos.captioned("a.jpg", "a dog");
    CaptionedPhoto last = SamplePhotos.captioned("c.jpg", "a cow");
    run(CaptionFormat.JSONL, file, ExistingPolicy.REFUSE, List.of(dog, bad, last));
    String before = Files.readString(file);

    List<InputEntry> left =
        run(CaptionFormat.JSONL, file, ExistingPolicy.APPEND, List.of(dog, mended, last));
    assertEquals(before, Files.readString(file));
    assertEquals(
        IgnoredInput.Kind.FAILED_EARLIER, assertInstanceOf(IgnoredInput.class, left.get(1)).kind());

    OutputConfig retry =
        new OutputConfig(
            CaptionFormat.JSONL,
            Optional.of(file),
            ExistingPolicy.APPEND,
            true,
            1,
            Optional.empty(),
            false);
    run(retry, List.of(dog, mended, last));
    assertEquals(
        json(dog) + "\n" + json(last) + "\n" + json(mended) + "\n", Files.readString(file));
  }

  @Test
  void retryingKeepsTheHeaderOfACsvFile() throws Exception {
    Path file = folder.resolve("a.csv");
    CaptionedPhoto bad = SamplePhotos.failed("b.jpg", "not an image");
    run(CaptionFormat.CSV, file, ExistingPolicy.REFUSE, List.of(bad));
    CaptionedPhoto mended = SamplePhotos.captioned("b.jpg", "a cat");
    run(
        new OutputConfig(
            CaptionFormat.CSV,
            Optional.of(file),
            ExistingPolicy.APPEND,
            true,
            1,
            Optional.empty(),
            false),
        List.of(mended));
    assertEquals(
        "path,caption,score,model,error\r\nb.jpg,a cat,-0.61,starter,\r\n", Files.readString(file));
  }

  @Test
  void aLineThatLostItsLineBreakInAnEditorIsKept() throws Exception {
    Path file = folder.resolve("a.jsonl");
    CaptionedPhoto dog = SamplePhotos.captioned("a.jpg", "a dog");
    CaptionedPhoto cat = SamplePhotos.captioned("b.jpg", "a cat");
    Files.writeString(file, json(dog));
    run(CaptionFormat.JSONL, file, ExistingPolicy.APPEND, List.of(dog, cat));
    assertEquals(json(dog) + "\n" + json(cat) + "\n", Files.readString(file));
  }

  @Test
  void aTableWithoutALineEndBehindItsLastRowKeepsThatRow() throws Exception {
    CaptionedPhoto dog = SamplePhotos.captioned("a.jpg", "a dog");
    CaptionedPhoto cat = SamplePhotos.captioned("b.jpg", "a cat");
    String head = "path,caption,score,model,error\r\n";
    String edited = "a.jpg,\"my dog, Rex\",-0.61,starter,";
    Path file = folder.resolve("a.csv");
    for (String end : List.of("", "\r", "\r\n")) {
      Files.writeString(file, head + edited + end);
      run(CaptionFormat.CSV, file, ExistingPolicy.APPEND, List.of(dog, cat));
      assertEquals(head + edited + "\r\nb.jpg,a cat,-0.61,starter,\r\n", Files.readString(file));
    }
    for (int length = 1; length < edited.length(); length++) { // a run that was killed
      Files.writeString(file, head + edited.substring(0, length));
      run(CaptionFormat.CSV, file, ExistingPolicy.APPEND, List.of(dog));
      assertEquals(head + "a.jpg,a dog,-0.61,starter,\r\n", Files.readString(file));
    }
    Files.writeString(file, head + "a.jpg,,,starter,not an im");
    run(CaptionFormat.CSV, file, ExistingPolicy.APPEND, List.of(dog));
    assertEquals(head + "a.jpg,a dog,-0.61,starter,\r\n", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void continuesWhatASpreadsheetSaved(String delimiter) throws Exception {
    CaptionedPhoto dog = SamplePhotos.captioned("a.jpg", "a dog");
    CaptionedPhoto cat = SamplePhotos.captioned("b,;\t.jpg", "a cat");
    CaptionedPhoto bad = SamplePhotos.failed("c.jpg", "no image");
    for (String end : List.of("\r\n", "\n", "\r")) {
      for (String start : List.of("", "\ufeff", "\ufeffsep=" + delimiter + end)) {
        String before =
            "path,caption,score,model,error^a.jpg,a dog,-0.61,starter,^c.jpg,,,starter,no image^";
        before = start + before.replace(",", delimiter).replace("^", end);
        Path file = Files.writeString(folder.resolve("a.csv"), before);
        run(CaptionFormat.CSV, file, ExistingPolicy.APPEND, List.of(dog, bad, cat));
        String row = "\"b,;\t.jpg\",a cat,-0.61,starter," + end;
        row = row.replace("b,", "b\0").replace(",", delimiter).replace("b\0", "b,");
        assertEquals(before + row, Files.readString(file));
      }
    }
  }

  @Test
  void aSpreadsheetMayLeaveEmptyColumnsAndRows() throws Exception {
    String before = "path,caption,score,model,error\r\na.jpg,a dog,-0.61,starter\r\n,,,,\r\n";
    Path file = Files.writeString(folder.resolve("a.csv"), before);
    CaptionedPhoto dog = SamplePhotos.captioned("a.jpg", "a dog");
    run(CaptionFormat.CSV, file, ExistingPolicy.APPEND, List.of(dog));
    assertEquals(before, Files.readString(file));
  }

  @Test
  void refusesOtherEncodingsAndSaysWhatToDo() throws Exception {
    String text = "path,caption,score,model,error\r\n\u00fc.jpg,a dog,-0.61,starter,\r\n";
    for (String charset : List.of("UTF-16", "UTF-16LE", "windows-1252")) {
      byte[] before = text.getBytes(Charset.forName(charset));
      Path file = Files.write(folder.resolve("a.csv"), before);
      String said =
          assertThrows(
                  OutputRefusedException.class,
                  () -> run(CaptionFormat.CSV, file, ExistingPolicy.APPEND, List.of()))
              .getMessage();
      assertTrue(said.contains("save it as UTF-8"), said);
      assertArrayEquals(before, Files.readAllBytes(file));
    }
  }

  @Test
  void jsonLinesMayHaveAMarkAndLineEndsOfWindows() throws Exception {
    CaptionedPhoto dog = SamplePhotos.captioned("a.jpg", "a dog");
    CaptionedPhoto cat = SamplePhotos.captioned("b.jpg", "a cat");
    String before = "\ufeff" + json(dog) + "\r\n\r\n";
    Path file = Files.writeString(folder.resolve("a.jsonl"), before);
    run(CaptionFormat.JSONL, file, ExistingPolicy.APPEND, List.of(dog, cat));
    assertEquals(before + json(cat) + "\n", Files.readString(file));
  }

  @Test
  void refusesAFileOfAnotherKindAndLeavesIt() throws Exception {
    Path file = folder.resolve("diary.txt");
    Files.writeString(file, "Dear diary,\ntoday");
    String message =
        assertThrows(
                OutputRefusedException.class,
                () -> run(CaptionFormat.JSONL, file, ExistingPolicy.APPEND, List.of()))
            .getMessage();
    assertTrue(message.contains("line 1 is not a caption record"), message);
    assertThrows(
        OutputRefusedException.class,
        () -> run(CaptionFormat.CSV, file, ExistingPolicy.APPEND, List.of()));
    assertEquals("Dear diary,\ntoday", Files.readString(file));
  }

  @Test
  void refusesACsvFileWithOtherColumns() throws Exception {
    Path file = folder.resolve("a.csv");
    run(
        new OutputConfig(
            CaptionFormat.CSV,
            Optional.of(file),
            ExistingPolicy.REFUSE,
            false,
            3,
            Optional.empty(),
            false),
        List.of());
    String message =
        assertThrows(
                OutputRefusedException.class,
                () -> run(CaptionFormat.CSV, file, ExistingPolicy.APPEND, List.of()))
            .getMessage();
    assertTrue(message.contains("numCaptions"), message);
  }

  @Test
  void twoRunsDoNotWriteToOneFile() throws Exception {
    Path file = folder.resolve("a.jsonl");
    Files.createFile(file);
    OutputConfig config =
        new OutputConfig(
            CaptionFormat.JSONL,
            Optional.of(file),
            ExistingPolicy.APPEND,
            false,
            1,
            Optional.empty(),
            false);
    CaptionOutput first = CaptionOutputs.prepare(config, System.err);
    CaptionOutput second = CaptionOutputs.prepare(config, System.err);
    try (CaptionWriter writer = first.open("starter")) {
      assertThrows(OutputRefusedException.class, () -> second.open("starter"));
      writer.accept(SamplePhotos.captioned("a.jpg", "a dog"));
    }
    // The lock is gone, but what the second run knows about the file is old.
    assertThrows(OutputRefusedException.class, () -> second.open("starter"));
  }

  @Test
  void saysThatTheFileHoldsAnotherModelsCaptions() throws Exception {
    Path file = folder.resolve("a.jsonl");
    run(
        CaptionFormat.JSONL,
        file,
        ExistingPolicy.REFUSE,
        List.of(SamplePhotos.captioned("a.jpg", "a dog")));
    CaptionOutput output =
        CaptionOutputs.prepare(
            new OutputConfig(
                CaptionFormat.JSONL,
                Optional.of(file),
                ExistingPolicy.APPEND,
                false,
                1,
                Optional.empty(),
                false),
            System.err);
    assertEquals(List.of(), output.notes("starter"));
    assertEquals(1, output.notes("vgg16").size());
  }

  private static String json(CaptionedPhoto photo) {
    return RecordJson.caption(photo.record(), new RecordJson.Details(false, false));
  }

  private static List<InputEntry> run(
      CaptionFormat format, Path file, ExistingPolicy policy, List<CaptionedPhoto> photos)
      throws OutputRefusedException, IOException {
    return run(
        new OutputConfig(format, Optional.of(file), policy, false, 1, Optional.empty(), false),
        photos);
  }

  private static List<InputEntry> run(OutputConfig config, List<CaptionedPhoto> photos)
      throws OutputRefusedException, IOException {
    CaptionOutput output = CaptionOutputs.prepare(config, System.err);
    InputFilter filter = output.filter();
    List<InputEntry> left = new ArrayList<>();
    try (CaptionWriter writer = output.open("starter")) {
      for (CaptionedPhoto photo : photos) {
        InputEntry entry = filter.apply(photo.photo().orElseThrow());
        left.add(entry);
        if (entry instanceof PhotoInput) {
          writer.accept(photo);
        }
      }
      writer.finish();
    }
    return left;
  }
}
