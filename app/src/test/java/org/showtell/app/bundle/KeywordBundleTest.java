package org.showtell.app.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.app.bundle.BundleWriter.AnswererParts;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.SemanticConfig;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaNetwork;

/** Bundles of the fourth format, which detect words. */
class KeywordBundleTest {
  @TempDir static Path folder;
  private static byte[] whole;

  @BeforeAll
  static void write() throws IOException {
    Path file = folder.resolve("words.zip");
    ToyBundle.writeWithKeywords(file);
    whole = Files.readAllBytes(file);
  }

  private static ModelBundle read(byte[] zip) throws IOException {
    return ModelBundle.read(new ByteArrayInputStream(zip), "words.zip");
  }

  private static byte[] replaced(String file, String old, String by) throws IOException {
    return ZippedFiles.edited(
        whole,
        file,
        content -> {
          String text = new String(content, StandardCharsets.UTF_8);
          assertTrue(text.contains(old), old + " in " + text);
          return text.replace(old, by).getBytes(StandardCharsets.UTF_8);
        });
  }

  /** Opens all that captions and detects; the message that says why it cannot. */
  private static String refusal(byte[] zip) {
    return assertThrows(
            IOException.class,
            () -> {
              ModelBundle bundle = read(zip);
              bundle.openCaptioner().close();
              bundle.keywords();
            })
        .getMessage();
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    ModelBundle bundle = read(whole);
    assertEquals(4, bundle.manifest().formatVersion());
    KeywordParts written = ToyBundle.keywords();
    KeywordParts parts = bundle.keywords();
    assertEquals(written.config(), parts.config());
    assertEquals(List.of("dog", "grass", "running"), parts.vocabulary().words());
    assertArrayEquals(new int[] {1}, parts.classes().words(1));
    assertArrayEquals(
        written.forms().ofTokens(ToyBundle.VOCABULARY),
        parts.forms().ofTokens(ToyBundle.VOCABULARY));
    assertTrue(
        Arrays.stream(parts.forms().ofTokens(ToyBundle.VOCABULARY)).anyMatch(word -> word == 3),
        "runs stands for running");
    assertEquals(0.5, parts.threshold());
    try (CaptionNetwork network = bundle.openCaptioner()) {
      assertEquals(new SemanticConfig(3, 2, 0), network.config().semantic());
    }
    Path again = folder.resolve("again.zip");
    ToyBundle.writeWithKeywords(again);
    assertArrayEquals(whole, Files.readAllBytes(again), "the same model gives the same bytes");
  }

  @Test
  void wordsThatAreCopiedAreKnownInHalfPrecision() throws IOException {
    Path file = folder.resolve("copies.zip");
    ToyBundle.writeWithCopiedKeywords(file);
    ModelBundle bundle = ModelBundle.read(file);
    int[] expected = bundle.keywords().forms().ofTokens(ToyBundle.VOCABULARY);
    try (CaptionNetwork network = bundle.openCaptioner()) {
      assertEquals(new SemanticConfig(3, 2, 0, true), network.config().semantic());
      float[] words = network.parameters().copyOf("copy.word");
      for (int token = 0; token < expected.length; token++) {
        assertEquals(expected[token], words[token]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void bundlesOfEarlierFormatsAreReadAndSayThatTheyHaveNoKeywords(int version) throws IOException {
    Path file = folder.resolve("toy.zip");
    ToyBundle.write(file);
    byte[] old =
        ZippedFiles.edited(
            Files.readAllBytes(file),
            ModelBundle.MANIFEST,
            json ->
                new String(json, StandardCharsets.UTF_8)
                    .replace("\"formatVersion\" : 4", "\"formatVersion\" : " + version)
                    .getBytes(StandardCharsets.UTF_8));
    ModelBundle bundle = read(old);
    assertEquals(version, bundle.manifest().formatVersion());
    assertFalse(bundle.detectsWords());
    try (CaptionNetwork network = bundle.openCaptioner()) {
      assertEquals(ToyBundle.config(), network.config());
    }
    String message = assertThrows(ModelBundleException.class, bundle::keywords).getMessage();
    assertTrue(message.contains("this model detects no keywords"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"slots\" : 2', '\"slots\" : 0', slots",
    "'\"slots\" : 2', '\"slots\" : 100000', slots",
    "'\"threshold\" : 0.5', '\"threshold\" : 1.5', threshold",
    "'\"threshold\" : 0.5', '\"threshold\" : 0.0', threshold",
    "'\"classes\" : 2', '\"classes\" : 3', keywords.safetensors",
    "'\"classes\" : 2', '\"classes\" : -2', classes",
    "'\"words\" : 3', '\"words\" : 4', captioner.safetensors",
    "'\"words\" : 3', '\"words\" : 2147483647', words",
    "'\"words\" : 3,\n"
        + "    \"memorySize\"', '\"words\" : 4,\n"
        + "    \"memorySize\"', 'keywords in model.json must have 3 words'",
    "'\"keywords.safetensors\"', '\"/etc/passwd\"', /etc/passwd",
    "'\"keywords\" : {', '\"other\" : {', 'must have keywords, which the captioner attends to'"
  })
  void factsThatContradictEachOtherAreRefused(String old, String by, String expected)
      throws IOException {
    String message = refusal(replaced(ModelBundle.MANIFEST, old, by));
    assertTrue(message.contains("words.zip") && message.contains(expected), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keywords.safetensors", "keywords.txt", "classes.txt"})
  void missingFilesAreNamed(String file) throws IOException {
    String message = refusal(ZippedFiles.edited(whole, file, content -> null));
    assertTrue(message.contains("must have a file " + file), message);
  }

  @Test
  void weightsOfAnotherHashAreRefused() throws IOException {
    byte[] damaged =
        ZippedFiles.edited(
            whole,
            "keywords.safetensors",
            weights -> {
              weights[weights.length - 1] ^= 1;
              return weights;
            });
    String message = refusal(damaged);
    assertTrue(message.contains("of keywords.safetensors"), message);
    assertTrue(message.contains("the bundle is damaged"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "keywords.txt, 'dog\n', '', 'classes.txt'",
    "keywords.txt, 'running\n', 'running\nsky\n', 'must have 3 keywords, but got 4'",
    "keywords.txt, 'grass', 'dog', 'each word once'",
    "classes.txt, grass, lawn, 'words of the keywords'",
    "classes.txt, '1\tlawn\tgrass\n', '', 'must have 2 classes with words, but got 1'",
    "classes.txt, '1\tlawn', '7\tlawn', 'classes.txt'",
    "forms.txt, 'running\t', 'sky\t', 'forms of keywords'",
    "forms.txt, 'running\t', 'running', 'forms of keywords'"
  })
  void wordsThatDoNotFitAreRefused(String file, String old, String by, String expected)
      throws IOException {
    String message = refusal(replaced(file, old, by));
    assertTrue(message.contains("words.zip") && message.contains(expected), message);
  }

  @Test
  void keywordsAreCarriedIntoABundleThatAnswersToo() throws IOException {
    Path both = folder.resolve("both.zip");
    write(512 + 3, both);
    byte[] carried = Files.readAllBytes(both);
    for (String file :
        List.of("keywords.safetensors", "keywords.txt", "classes.txt", "forms.txt")) {
      assertArrayEquals(
          ZippedFiles.contents(whole).get(file), ZippedFiles.contents(carried).get(file), file);
    }
    ModelBundle bundle = read(carried);
    assertEquals(read(whole).manifest().keywords(), bundle.manifest().keywords());
    bundle.openCaptioner().close();
    bundle.keywords();
    assertEquals(ImageUse.WORDS, bundle.answererConfig().image().use());
  }

  @Test
  void answeringNetworkOfAnotherNumberOfKeywordsIsRefused() throws IOException {
    Path both = folder.resolve("other.zip");
    write(512 + 4, both);
    String message =
        assertThrows(ModelBundleException.class, () -> ModelBundle.read(both)).getMessage();
    assertTrue(message.contains("vqa.network.memorySize in model.json must be that of"), message);
    assertTrue(message.contains("512 + 3, but got 516"), message);
  }

  private static void write(int memorySize, Path target) throws IOException {
    VqaConfig config =
        new VqaConfig(
            new VqaConfig.Question(ToyBundle.VOCABULARY.size(), 4, 5, 1, false),
            new VqaConfig.Image(ImageUse.WORDS, memorySize, null, 1),
            6,
            2,
            0);
    try (VqaNetwork network = VqaNetwork.fresh(config, new SplittableRandom(1))) {
      BundleWriter.withAnswerer(
              read(whole),
              new AnswererParts(
                  network,
                  ToyBundle.VOCABULARY,
                  new AnswerList(List.of("yes", "no")),
                  ToyBundle.provenance(),
                  "none"))
          .write(target);
    }
  }
}
