package org.showtell.app.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ToyBundle;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.NeutralWords;

class SearchDefaultsTest {
  @Test
  void connectivesAreThoseThatTheModelKnows() {
    Vocabulary words = Vocabulary.of(List.of("dog", "and", "cat", "on", "by"));
    GenerationConfig search = SearchDefaults.of(words);
    assertEquals(Set.of(words.id("and"), words.id("on")), search.constraints().connectives());
    assertEquals(3, search.constraints().noRepeatNgramSize());
  }

  @Test
  void genderIsOfTheWordsThatTheModelKnows() {
    Vocabulary words = Vocabulary.of(List.of("man", "woman", "boy", "person", "child"));
    NeutralWords neutral = SearchDefaults.neutral(words, 0.6);
    assertEquals(
        List.of(new NeutralWords.Choice(words.id("man"), words.id("woman"), words.id("person"))),
        neutral.choices());
    assertEquals(0.6, neutral.certainty());
  }

  @Test
  void modelWithoutEnglishConnectivesHasNoSuchRule() {
    Vocabulary words = Vocabulary.of(List.of("hund", "katze"));
    assertEquals(GenerationConfig.captions(), SearchDefaults.of(words));
  }

  @Test
  void aModelsOwnSettingsGoBeforeTheDefaults(@TempDir Path folder) throws IOException {
    ToyBundle.write(folder);
    GenerationConfig same = SearchDefaults.of(ModelBundle.read(folder), null);
    assertEquals(3, same.numBeams());
    assertEquals(20, same.lengths().maxNewTokens());
    Path manifest = folder.resolve("model.json");
    String json = Files.readString(manifest);
    Files.writeString(
        manifest,
        json.replace("\"numBeams\" : 3", "\"numBeams\" : 2")
            .replace("\"maxTokens\" : 20", "\"maxTokens\" : 4"));
    GenerationConfig own = SearchDefaults.of(ModelBundle.read(folder), null);
    assertEquals(2, own.numBeams());
    assertEquals(4, own.lengths().maxNewTokens());
    Files.writeString(
        manifest, json.replace("\"numBeams\" : 3,", "").replace("\"maxTokens\" : 20,", ""));
    assertEquals(same, SearchDefaults.of(ModelBundle.read(folder), null));
  }
}
