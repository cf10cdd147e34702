package org.showtell.app.output.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.CaptionOutputs;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.PhotoOutputException;
import org.showtell.app.output.caption.SamplePhotos;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputRefusedException;

class AttentionOutputTest {
  private static final PhotoInput PHOTO = AttentionSamples.input("in/m/a.jpg", "m/a.jpg");

  @TempDir Path folder;
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private Path pictures;
  private Path picture;

  @BeforeEach
  void places() {
    pictures = folder.resolve("maps");
    picture = pictures.resolve("m/a.attention.jpg");
  }

  @Test
  void aPhotoHasItsCaptionAndItsPicture() throws Exception {
    write(output(CaptionFormat.TEXT, ExistingPolicy.REFUSE), captioned());
    assertEquals("in/m/a.jpg\ta dog runs\n", stdout());
    assertNotNull(ImageIO.read(picture.toFile()));
    try (Stream<Path> files = Files.list(picture.getParent())) {
      assertEquals(1, files.count(), "nothing half-written is left");
    }
  }

  @Test
  void theWordsStandInTheJson() throws Exception {
    write(output(CaptionFormat.JSONL, ExistingPolicy.REFUSE), captioned());
    JsonNode record = new ObjectMapper().readTree(stdout());
    JsonNode words = record.get("captions").get(0).get("words");
    assertEquals(3, words.size());
    assertEquals(
        "{\"word\":\"dog\",\"logProb\":-1.5,\"attention\":[[0.0,1.0],[0.0,0.0]]}",
        words.get(1).toString());
    assertFalse(record.has("words"), "they belong to a caption");
  }

  @Test
  void theJsonIsAsEverWhereNobodyAsked() throws Exception {
    OutputConfig config =
        new OutputConfig(
            CaptionFormat.JSONL,
            Optional.empty(),
            ExistingPolicy.REFUSE,
            false,
            1,
            Optional.empty(),
            false);
    write(CaptionOutputs.prepare(config, stdout), captioned());
    assertEquals(
        "{\"path\":\"in/m/a.jpg\",\"caption\":\"a dog runs\",\"score\":-0.5,\"captions\":"
            + "[{\"text\":\"a dog runs\",\"score\":-0.5}],\"model\":\"attends\",\"error\":null}\n",
        stdout());
  }

  @Test
  void aFailedPhotoHasNoPicture() throws Exception {
    write(
        output(CaptionFormat.JSONL, ExistingPolicy.REFUSE),
        SamplePhotos.failed("in/a.jpg", "not an image"));
    assertTrue(stdout().contains("not an image"), stdout());
    try (Stream<Path> files = Files.list(pictures)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void withoutAPolicyAPictureIsNotTouched() throws Exception {
    old();
    FailedInput failed = assertInstanceOf(FailedInput.class, admitted(ExistingPolicy.REFUSE));
    assertTrue(failed.error().contains("overwrite"), failed.error());
  }

  @Test
  void skipExistingLeavesAPhotoWithItsPictureOut() throws Exception {
    old();
    assertInstanceOf(IgnoredInput.class, admitted(ExistingPolicy.SKIP_EXISTING));
    assertInstanceOf(PhotoInput.class, admitted(ExistingPolicy.OVERWRITE));
  }

  @Test
  void whereCaptionsAreKeptTheyDecideWhatIsLeftOut() throws Exception {
    old();
    CaptionOutput sidecars =
        prepare(
            CaptionFormat.SIDECAR,
            Optional.of(folder.resolve("texts")),
            ExistingPolicy.SKIP_EXISTING);
    assertInstanceOf(PhotoInput.class, sidecars.filter().apply(PHOTO));
    byte[] before = Files.readAllBytes(picture);
    write(sidecars, captioned());
    assertArrayEquals(before, Files.readAllBytes(picture));
    assertEquals("a dog runs\n", Files.readString(folder.resolve("texts/m/a.txt")));
  }

  @Test
  void overwriteReplacesThePicture() throws Exception {
    old();
    write(output(CaptionFormat.TEXT, ExistingPolicy.OVERWRITE), captioned());
    assertNotNull(ImageIO.read(picture.toFile()));
  }

  @Test
  void aPictureThatCannotBeSavedIsNamedAndItsCaptionIsSaved() throws Exception {
    Files.createDirectories(pictures);
    Files.writeString(pictures.resolve("m"), "a file where a folder should be");
    CaptionOutput output = output(CaptionFormat.TEXT, ExistingPolicy.REFUSE);
    PhotoOutputException e =
        assertThrows(PhotoOutputException.class, () -> write(output, captioned()));
    assertTrue(e.getMessage().contains(picture.toString()), e.getMessage());
    assertTrue(e.getMessage().contains("is a file"), e.getMessage());
    assertEquals("in/m/a.jpg\ta dog runs\n", stdout());
  }

  @Test
  void aPhotoThatCannotBeReadAgainIsNamed() throws Exception {
    CaptionedPhoto blind = AttentionSamples.captioned(PHOTO, "a dog", Optional.empty());
    CaptionOutput output = output(CaptionFormat.TEXT, ExistingPolicy.REFUSE);
    PhotoOutputException e = assertThrows(PhotoOutputException.class, () -> write(output, blind));
    assertTrue(e.getMessage().contains("second time"), e.getMessage());
    assertFalse(Files.exists(picture));
  }

  @Test
  void picturesAmongThePhotosAreNotCaptioned() throws Exception {
    CaptionOutput output = output(CaptionFormat.TEXT, ExistingPolicy.OVERWRITE);
    assertInstanceOf(
        IgnoredInput.class, output.filter().apply(SamplePhotos.photo(picture.toString())));
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Files.writeString(pictures, "a file");
    OutputRefusedException e =
        assertThrows(
            OutputRefusedException.class,
            () -> prepare(CaptionFormat.TEXT, Optional.empty(), ExistingPolicy.REFUSE));
    assertTrue(e.getMessage().contains("need a folder"), e.getMessage());
  }

  @Test
  void nothingIsWrittenByLooking() throws Exception {
    output(CaptionFormat.TEXT, ExistingPolicy.REFUSE).filter().apply(PHOTO);
    assertFalse(Files.exists(pictures));
  }

  private static CaptionedPhoto captioned() {
    return AttentionSamples.captioned(
        PHOTO, "a dog runs", Optional.of(AttentionSamples.preview(40, 30)));
  }

  private void old() throws IOException {
    Files.createDirectories(picture.getParent());
    Files.writeString(picture, "old");
  }

  private Object admitted(ExistingPolicy policy) throws OutputRefusedException {
    return output(CaptionFormat.TEXT, policy).filter().apply(PHOTO);
  }

  private CaptionOutput output(CaptionFormat format, ExistingPolicy policy)
      throws OutputRefusedException {
    return prepare(format, Optional.empty(), policy);
  }

  private CaptionOutput prepare(CaptionFormat format, Optional<Path> file, ExistingPolicy policy)
      throws OutputRefusedException {
    return CaptionOutputs.prepare(
        new OutputConfig(format, file, policy, false, 1, Optional.of(pictures), false), stdout);
  }

  private static void write(CaptionOutput output, CaptionedPhoto photo) throws Exception {
    photo.photo().ifPresent(output.filter()::apply);
    try (CaptionWriter writer = output.open("attends")) {
      writer.accept(photo);
      writer.finish();
    }
  }

  private String stdout() {
    return stdout.toString(StandardCharsets.UTF_8);
  }
}
