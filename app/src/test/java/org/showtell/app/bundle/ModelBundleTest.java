package org.showtell.app.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.Stack;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.weights.ContentHash;

class ModelBundleTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"toy.zip", "toy"})
  void whatIsWrittenIsReadBack(String name) throws IOException {
    Path file = folder.resolve(name);
    ToyBundle.write(file);
    ModelBundle bundle = ModelBundle.read(file);
    assertEquals("toy", bundle.name());
    assertEquals(ToyBundle.VOCABULARY.words(), bundle.vocabulary().words());
    assertTrue(bundle.card().startsWith("# toy"));
    try (CaptionNetwork expected = ToyBundle.network();
        CaptionNetwork actual = bundle.openCaptioner()) {
      assertEquals(expected.config(), actual.config());
      for (Map.Entry<String, float[]> weight : expected.weights().entrySet()) {
        // Half precision: eleven bits.
        assertArrayEquals(
            weight.getValue(), actual.weights().get(weight.getKey()), 1e-3f, weight.getKey());
      }
    }
  }

  @Test
  void sameModelGivesTheSameBytes() throws IOException {
    ToyBundle.write(folder.resolve("a.zip"));
    ToyBundle.write(folder.resolve("b.zip"));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a.zip")), Files.readAllBytes(folder.resolve("b.zip")));
    try (var left = Files.list(folder)) {
      assertEquals(2, left.count(), "nothing half-written stays");
    }
  }

  @Test
  void layersAreWrittenWhereThereAreSeveralAndReadAsOneWhereNoneAre() throws IOException {
    for (int layers = 1; layers <= 2; layers++) {
      DecoderConfig config = ToyBundle.config().withLayers(layers);
      ModelManifest.DecoderEntry entry = ManifestJson.entry(config);
      assertEquals(layers == 1 ? null : layers, entry.layers());
      assertEquals(config, ManifestJson.config(entry, "toy"));
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void everyCellAndStackIsWrittenAndReadBack(CellType cell) throws IOException {
    DecoderConfig plain = ToyBundle.config();
    DecoderConfig config =
        new DecoderConfig(
            new DecoderConfig.Sizes(9, 6, 5, 5),
            new Stack(cell, 3, !cell.addsInput(), 0.25, true),
            Injection.MERGE,
            0.5,
            null,
            null);
    assertEquals(config, ManifestJson.config(ManifestJson.entry(config), "toy"));
    assertEquals(null, ManifestJson.entry(plain).skip());
    assertEquals(null, ManifestJson.entry(plain).layerDropout());
  }

  @Test
  void truncatedZipIsRefusedAtEveryLength() throws IOException {
    ToyBundle.write(folder.resolve("toy.zip"));
    byte[] whole = Files.readAllBytes(folder.resolve("toy.zip"));
    for (int length = 0; length < whole.length - 400; length += 97) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(
          IOException.class,
          () -> ModelBundle.read(new ByteArrayInputStream(part), "part").openCaptioner());
    }
  }

  @Test
  void flippedBytesNeverGetThroughUnnoticed() throws IOException {
    ToyBundle.write(folder.resolve("toy.zip"));
    byte[] whole = Files.readAllBytes(folder.resolve("toy.zip"));
    for (int at = 0; at < whole.length; at += 131) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;
      try (CaptionNetwork network =
          ModelBundle.read(new ByteArrayInputStream(damaged), "damaged").openCaptioner()) {
        // Only what is no weight may change: the card, or the zip's own directory.
        assertEquals(ToyBundle.config(), network.config());
      } catch (IOException expected) {
        assertTrue(expected.getMessage().length() > 10, expected.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.json", "/etc/evil", "a/b.json", "..", "con\\x", ".hidden"})
  void namesWithPathsAreRefused(String name) throws IOException {
    byte[] zip = ZippedFiles.zip(Map.of(name, new byte[] {1}));
    ModelBundleException refused =
        assertThrows(
            ModelBundleException.class,
            () -> ModelBundle.read(new ByteArrayInputStream(zip), "evil.zip"));
    assertTrue(refused.getMessage().contains("flat file names"), refused.getMessage());
  }

  @Test
  void zipBombIsRefusedWhileUnpacking() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("model.json"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 80; i++) {
        zip.write(zeros);
      }
    }
    ModelBundleException refused =
        assertThrows(
            ModelBundleException.class,
            () ->
                BundleFiles.zip(
                    new ByteArrayInputStream(bytes.toByteArray()), "bomb.zip", 64L << 20));
    assertTrue(refused.getMessage().contains("unpacks to more than"), refused.getMessage());
  }

  @Test
  void otherFilesAreNamedAsNoBundle() throws IOException {
    Path text = Files.writeString(folder.resolve("text.zip"), "hello");
    assertTrue(
        assertThrows(ModelBundleException.class, () -> ModelBundle.read(text))
            .getMessage()
            .contains("not a model bundle"));
    assertThrows(ModelBundleException.class, () -> ModelBundle.read(folder.resolve("none.zip")));
    ModelBundleException empty =
        assertThrows(
            ModelBundleException.class,
            () -> ModelBundle.read(Files.createDirectory(folder.resolve("empty"))));
    assertTrue(empty.getMessage().contains("model.json"), empty.getMessage());
  }

  @Test
  void factsThatContradictTheWeightsAreRefused() throws IOException {
    String[][] edits = {
      {"\"units\" : 5", "\"units\" : 500"},
      {"\"units\" : 5", "\"units\" : 2147483647"},
      {"\"units\" : 5", "\"units\" : -1"},
      {"\"vocabularySize\" : 9", "\"vocabularySize\" : 8"},
      {"\"cell\" : \"LSTM\"", "\"cell\" : \"java.lang.Runtime\""},
      {"\"formatVersion\" : 4", "\"formatVersion\" : 5"},
      {"\"dropout\" : 0.5", "\"dropout\" : 1.5"},
      {"\"captioner.safetensors\"", "\"/etc/passwd\""},
      {"\"name\" : \"toy\"", "\"name\" : \"\""},
      {"{", "[["},
    };
    for (String[] edit : edits) {
      byte[] zip =
          edited(
              "model.json",
              json -> {
                String text = new String(json, StandardCharsets.UTF_8);
                assertTrue(text.contains(edit[0]), edit[0] + " in " + text);
                return text.replace(edit[0], edit[1]).getBytes(StandardCharsets.UTF_8);
              });
      assertThrows(
          IOException.class,
          () -> ModelBundle.read(new ByteArrayInputStream(zip), "x").openCaptioner(),
          edit[1]);
    }
  }

  @Test
  void aChoiceThatThereIsNotNamesThoseThatThereAre() throws IOException {
    byte[] zip =
        edited(
            "model.json",
            json ->
                new String(json, StandardCharsets.UTF_8)
                    .replaceFirst("\"injection\" : \"[A-Z_]+\"", "\"injection\" : -1")
                    .getBytes(StandardCharsets.UTF_8));
    String reason =
        assertThrows(
                ModelBundleException.class,
                () -> ModelBundle.read(new ByteArrayInputStream(zip), "x").openCaptioner())
            .getMessage();
    assertTrue(
        reason.startsWith("x: captioner.decoder in model.json: injection must be one of "), reason);
    assertTrue(reason.contains("EVERY_STEP") && reason.endsWith(", but got -1"), reason);
  }

  @Test
  void reasonsNameThePlaceAndNoClass() throws IOException {
    assertEquals(
        "x: model.json has a value of the wrong kind at encoder; get the model again",
        refusal(edited("model.json", json -> "{\"encoder\":\"a\"}".getBytes())));
    assertEquals(
        "x: model.json is not a JSON object; get the model again",
        refusal(edited("model.json", json -> "[]".getBytes())));
    ToyBundle.write(folder.resolve("toy.zip"));
    byte[] whole = Files.readAllBytes(folder.resolve("toy.zip"));
    for (int length = 4; length < whole.length / 2; length += 301) {
      String reason = refusal(Arrays.copyOf(whole, length));
      assertFalse(reason.contains("null"), reason);
    }
  }

  private static String refusal(byte[] zip) {
    return assertThrows(
            ModelBundleException.class,
            () -> ModelBundle.read(new ByteArrayInputStream(zip), "x").openCaptioner())
        .getMessage();
  }

  @Test
  void encoderOfTheStarterThatWasIsKnownByItsNewName() throws IOException {
    byte[] old =
        edited(
            "model.json",
            json ->
                new String(json, StandardCharsets.UTF_8)
                    .replace("\"small-vgg\"", "\"starter\"")
                    .replace("\"formatVersion\" : 4", "\"formatVersion\" : 2")
                    .getBytes(StandardCharsets.UTF_8));
    ModelBundle bundle = ModelBundle.read(new ByteArrayInputStream(old), "old.zip");
    assertEquals("starter", bundle.manifest().encoder().preset());
    assertEquals(EncoderPreset.named("small-vgg"), bundle.preset());
  }

  @Test
  void hostileWeightHeadersAreRefused() throws IOException {
    String[] headers = {
      "{\"cell.b\":{\"dtype\":\"F16\",\"shape\":[1,20],\"data_offsets\":[-40,0]}}",
      "{\"cell.b\":{\"dtype\":\"F16\",\"shape\":[1,20],\"data_offsets\":[0,9999999999]}}",
      "{\"cell.b\":{\"dtype\":\"F16\",\"shape\":[2147483647,2147483647],\"data_offsets\":[0,40]}}",
      "{\"cell.b\":{\"dtype\":\"X\",\"shape\":[1,20],\"data_offsets\":[0,40]}}",
    };
    for (String header : headers) {
      byte[] text = header.getBytes(StandardCharsets.UTF_8);
      byte[] weights = new byte[8 + text.length + 40];
      weights[0] = (byte) text.length;
      weights[1] = (byte) (text.length >> 8);
      System.arraycopy(text, 0, weights, 8, text.length);
      byte[] zip = edited("captioner.safetensors", old -> weights);
      byte[] honest = withHash(zip, weights);
      assertThrows(
          IOException.class,
          () -> ModelBundle.read(new ByteArrayInputStream(honest), "x").openCaptioner(),
          header);
    }
    byte[] huge = {-1, -1, -1, -1, -1, -1, -1, 127, 0};
    byte[] zip = withHash(edited("captioner.safetensors", old -> huge), huge);
    assertThrows(
        IOException.class,
        () -> ModelBundle.read(new ByteArrayInputStream(zip), "x").openCaptioner());
  }

  /** The toy with one file changed. */
  private byte[] edited(String name, UnaryOperator<byte[]> edit) throws IOException {
    Path file = folder.resolve("toy.zip");
    ToyBundle.write(file);
    return ZippedFiles.edited(Files.readAllBytes(file), name, edit);
  }

  /** An attacker writes a matching hash. */
  private static byte[] withHash(byte[] zip, byte[] weights) throws IOException {
    return ZippedFiles.edited(
        zip,
        "model.json",
        json ->
            new String(json, StandardCharsets.UTF_8)
                .replaceFirst(
                    "(\"captioner.safetensors\",\\s*\"sha256\" : )\"[0-9a-f]+\"",
                    "$1\"" + ContentHash.sha256(weights) + "\"")
                .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void provenanceIsWrittenAsItWasRead() throws IOException {
    byte[] shipped;
    try (var in = ModelBundle.class.getResourceAsStream("starter/model.json")) {
      shipped = in.readAllBytes();
    }
    ObjectMapper json = new ObjectMapper();
    ModelManifest manifest = ManifestJson.read(shipped, "starter");
    assertEquals("train", manifest.provenance().dataset().split());
    String written = json.readTree(ManifestJson.write(manifest)).get("provenance").toString();
    assertEquals(json.readTree(shipped).get("provenance").toString(), written);
  }
}
