package org.showtell.app.training.caption;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.showtell.app.bundle.LanguageBundle;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.Stack;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.language.LanguageConfig;
import org.showtell.decoder.language.LanguageNetwork;
import org.showtell.nn.Check;

/**
 * A word language model that a fresh caption network starts with (Mikolov et al. 2010; for captions
 * Hendricks et al. 2016, section 3.2): the recurrent layers, the vectors of the words that both
 * know, and their columns of the output layer where that reads the hidden state alone. The end of a
 * line stands for START and END.
 *
 * @param weights of the language model, by name
 */
record LanguageStart(
    Path file, LanguageConfig network, TextVocabulary words, Map<String, float[]> weights) {

  /**
   * Reads the model that a run names; null if it names none.
   *
   * @throws IllegalArgumentException if the run's network has other sizes, or the model reads
   *     characters
   */
  static LanguageStart of(CaptionTrainingConfig config) throws IOException {
    Path file = config.words().language();
    if (file == null || config.from() != null) {
      return null;
    }
    LanguageBundle bundle = LanguageBundle.read(file);
    TextVocabulary words = bundle.vocabulary();
    Check.that(
        words.level() == TextVocabulary.Level.WORD,
        "init must be a language model of words",
        file + ", which is one of characters");
    try (LanguageNetwork language = bundle.open()) {
      LanguageStart start =
          new LanguageStart(file, language.config(), words, language.parameters().copies());
      CaptionRecipe.Sizes sizes = config.recipe().sizes();
      start.requireSizes(config.recipe().stack(), sizes.embeddingSize(), sizes.units());
      return start;
    }
  }

  private void requireSizes(Stack stack, int embedding, int units) {
    Stack own = network.stack();
    Check.that(
        stack.cell() == own.cell()
            && stack.layers() == own.layers()
            && stack.skip() == own.skip()
            && embedding == network.embedding()
            && units == network.units(),
        "The network must have the language model's cell %s, layers %d, embedding %d and units %d"
            .formatted(own.cell(), own.layers(), network.embedding(), network.units()),
        "%s, %d, %d and %d".formatted(stack.cell(), stack.layers(), embedding, units));
  }

  /**
   * Gives the weights to a fresh network.
   *
   * @return how many words of the vocabulary both know
   */
  int give(CaptionNetwork captioner, Vocabulary vocabulary) {
    DecoderConfig config = captioner.config();
    requireSizes(config.stack(), config.embeddingSize(), config.units());
    weights.forEach(
        (name, values) -> {
          if (name.startsWith("cell")) {
            captioner.parameters().assign(name, values);
          }
        });
    float[] vectors = captioner.parameters().copyOf("embedding");
    boolean readsHidden = !config.attends() && config.injection() != Injection.MERGE;
    float[] output = readsHidden ? captioner.parameters().copyOf("output.W") : null;
    int known = 0;
    for (int token = 0; token < vocabulary.size(); token++) {
      int symbol = symbol(vocabulary, token);
      if (symbol == TextVocabulary.UNKNOWN) {
        continue;
      }
      known += token >= Tokens.SPECIALS ? 1 : 0;
      int size = config.embeddingSize();
      System.arraycopy(weights.get("embedding"), symbol * size, vectors, token * size, size);
      for (int unit = 0; readsHidden && unit < config.units(); unit++) {
        output[unit * vocabulary.size() + token] =
            weights.get("output.W")[unit * words.size() + symbol];
      }
    }
    captioner.parameters().assign("embedding", vectors);
    if (readsHidden) {
      captioner.parameters().assign("output.W", output);
    }
    return known;
  }

  private int symbol(Vocabulary vocabulary, int token) {
    if (token == Tokens.PAD || token == Tokens.UNK) {
      return TextVocabulary.UNKNOWN;
    }
    int[] found = words.encode(token < Tokens.SPECIALS ? "\n" : vocabulary.word(token));
    return found.length == 1 ? found[0] : TextVocabulary.UNKNOWN;
  }
}
