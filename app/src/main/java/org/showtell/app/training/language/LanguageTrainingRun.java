package org.showtell.app.training.language;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.app.bundle.LanguageBundle;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.language.LanguageConfig;
import org.showtell.decoder.language.LanguageNetwork;
import org.showtell.decoder.language.LanguageTraining;
import org.showtell.decoder.language.TextGenerator;
import org.showtell.encoder.weights.ContentHash;

/**
 * From a text file to a language model: after each epoch the perplexity of the held-out end is
 * measured, and the best weights so far are written.
 */
public final class LanguageTrainingRun {
  /** A text without as many held-out tokens is measured on what it learns. */
  private static final int FEWEST_HELD_OUT = 50;

  private static final int SAMPLE_LENGTH = 200;

  private final LanguageTrainingConfig config;
  private final TrainingReport report;

  /** A run that has not begun. */
  public LanguageTrainingRun(LanguageTrainingConfig config, TrainingReport report) {
    this.config = config;
    this.report = report;
  }

  /**
   * Trains and writes the bundle.
   *
   * @param stop asked after each step
   * @return the best perplexity
   * @throws IOException if the text cannot be read, is empty or no UTF-8
   */
  public double run(BooleanSupplier stop) throws IOException {
    byte[] bytes = Files.readAllBytes(config.text().file());
    String text = decode(bytes);
    int cut = text.length() - (int) (text.length() * config.text().heldOut());
    TextVocabulary vocabulary =
        TextVocabulary.of(config.text().level(), text.substring(0, cut), config.text().minCount());
    int[] learned = vocabulary.encode(text.substring(0, cut));
    int[] held = vocabulary.encode(text.substring(cut));
    if (held.length < FEWEST_HELD_OUT) {
      learned = vocabulary.encode(text);
      held = new int[0];
      report.note("the text is short: perplexity is measured on what is learned");
    }
    LanguageTrainingConfig.Network sizes = config.network();
    LanguageConfig network =
        new LanguageConfig(
            vocabulary.size(), sizes.embedding(), sizes.units(), sizes.stack(), sizes.dropout());
    SplittableRandom random = new SplittableRandom(config.training().seed());
    try (LanguageNetwork fresh = new LanguageNetwork(network, DataType.FLOAT, random)) {
      sizes.initialisation().apply(fresh.parameters(), random);
      LanguageTraining.Config settings = withEpochs(learned.length);
      report.note(
          String.format(
              Locale.ROOT,
              "%d tokens, %d held out; %d symbols; %s, %d units: %d parameters",
              learned.length,
              held.length,
              vocabulary.size(),
              sizes.stack().cell(),
              sizes.units(),
              fresh.parameters().count()));
      LanguageTraining training = new LanguageTraining(fresh, settings, learned, held);
      Progress progress =
          new Progress(
              fresh, vocabulary, settings, training.tokensPerStep(), ContentHash.sha256(bytes));
      training.run(progress, stop);
      return progress.best;
    }
  }

  private String decode(byte[] bytes) throws IOException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(
          config.text().file() + ": a text must be UTF-8, but got other bytes; convert it", e);
    }
    if (text.codePointCount(0, text.length()) < 2) {
      throw new IOException(
          config.text().file()
              + ": a text must have at least 2 characters, but got "
              + bytes.length
              + " bytes");
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private LanguageTraining.Config withEpochs(int tokens) {
    LanguageTraining.Config given = config.training();
    if (given.epochs() > 0) {
      return given;
    }
    int enough = LanguageTrainingConfig.USUAL_TOKENS / tokens;
    return given.withEpochs(
        Math.max(
            LanguageTrainingConfig.FEWEST_EPOCHS,
            Math.min(LanguageTrainingConfig.MOST_EPOCHS, enough)));
  }

  /** Prints how it goes and writes the best model. */
  private final class Progress implements LanguageTraining.Listener {
    private final LanguageNetwork network;
    private final TextVocabulary vocabulary;
    private final LanguageTraining.Config settings;
    private final int tokensPerStep;
    private final String hash;
    private double best = Double.POSITIVE_INFINITY;
    private long sampled;

    Progress(
        LanguageNetwork network,
        TextVocabulary vocabulary,
        LanguageTraining.Config settings,
        int tokensPerStep,
        String hash) {
      this.network = network;
      this.vocabulary = vocabulary;
      this.settings = settings;
      this.tokensPerStep = tokensPerStep;
      this.hash = hash;
    }

    @Override
    public void onStep(int epoch, int step, int steps, double loss, double perSecond) {
      report.batch(epoch, settings.epochs(), step, steps, loss, perSecond);
      long tokens = ((long) (epoch - 1) * steps + step) * tokensPerStep;
      int every = config.sampleEvery();
      if (every > 0 && tokens / every > sampled) {
        sampled = tokens / every;
        report.note("---- sample ----");
        sample().lines().forEach(report::note);
        report.note("----");
      }
    }

    private String sample() {
      StringBuilder text = new StringBuilder();
      int[] previous = {-1};
      try (TextGenerator generator = new TextGenerator(network)) {
        generator.read(first());
        generator.write(
            SAMPLE_LENGTH,
            1,
            TextVocabulary.UNKNOWN,
            new SplittableRandom(settings.seed() + sampled),
            token -> {
              text.append(vocabulary.text(previous[0], token));
              previous[0] = token;
            });
      }
      return text.toString();
    }

    private int first() {
      int[] lineEnd = vocabulary.encode("\n");
      return lineEnd[0];
    }

    @Override
    public void onEpoch(int epoch, double loss, double perplexity) throws IOException {
      boolean better = perplexity < best;
      if (better) {
        best = perplexity;
        LanguageBundle.write(
            config.output().bundle(),
            config.output().name(),
            network,
            vocabulary,
            provenance(epoch),
            config.output().terms(config.text().file().getFileName().toString()));
      }
      report.epoch(epoch, loss, String.format(Locale.ROOT, "perplexity %.3f", perplexity), better);
    }

    private Map<String, String> provenance(int epoch) {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("text", config.text().file().getFileName().toString());
      facts.put("text SHA-256", hash);
      facts.put("network", network.config().toString());
      facts.put("training", settings.toString());
      facts.put("perplexity", String.format(Locale.ROOT, "%.4f (epoch %d)", best, epoch));
      facts.put("command", config.output().command());
      return facts;
    }
  }
}
