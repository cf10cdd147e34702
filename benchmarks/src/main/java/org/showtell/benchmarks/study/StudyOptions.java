package org.showtell.benchmarks.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.showtell.app.training.caption.CaptionRecipe;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.Injection;
import org.showtell.decoder.training.TrainerConfig;

/** The arguments of a study, {@code --name value}. */
record StudyOptions(Map<String, String> values) {
  private static final List<String> NAMES =
      List.of(
          "data",
          "encoder",
          "features",
          "recipes",
          "seeds",
          "epochs",
          "batch",
          "rate",
          "decay",
          "average",
          "smoothing",
          "coverage",
          "layers",
          "units",
          "embedding",
          "dropout",
          "attention-size",
          "grid-size",
          "score",
          "gate",
          "injection",
          "critical-epochs",
          "critical-rate",
          "critical-batch",
          "samples");

  static StudyOptions parse(String[] arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].replaceFirst("^--", "");
      if (!NAMES.contains(name) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "Expected --NAME VALUE with a name of " + NAMES + " but got " + arguments[i]);
      }
      values.put(name, arguments[i + 1]);
    }
    return new StudyOptions(values);
  }

  private String required(String name) {
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException("Expected --" + name + " VALUE");
    }
    return values.get(name);
  }

  private String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  private double number(String name, double otherwise) {
    return values.containsKey(name) ? Double.parseDouble(values.get(name)) : otherwise;
  }

  String data() {
    return required("data");
  }

  String encoder() {
    return required("encoder");
  }

  Path features() {
    return Path.of(required("features"));
  }

  List<String> recipes() {
    return List.of(text("recipes", "plain-lstm,attend").split(","));
  }

  List<Long> seeds() {
    return Arrays.stream(text("seeds", "1,2,3").split(",")).map(Long::valueOf).toList();
  }

  TrainerConfig trainer(long seed) {
    return new TrainerConfig(
        (int) number("batch", 128),
        new TrainerConfig.Optimiser(number("rate", 1e-3), number("decay", 0.65), 100, 5),
        new TrainerConfig.Regularisation(
            number("smoothing", 0.1),
            number("average", 0),
            AttentionObjective.defaults()
                .withCoverage(number("coverage", AttentionObjective.defaults().coverage()))),
        new TrainerConfig.Stopping((int) number("epochs", 5), 0),
        seed);
  }

  /** Epochs of self-critical training after those on words. */
  int criticalEpochs() {
    return (int) number("critical-epochs", 0);
  }

  /** Sentences drawn per image there. */
  int samples() {
    return (int) number("samples", 5);
  }

  TrainerConfig criticalTrainer(long seed) {
    return new TrainerConfig(
        (int) number("critical-batch", 32),
        new TrainerConfig.Optimiser(number("critical-rate", 2e-4), 0.8, 20, 5),
        new TrainerConfig.Regularisation(0, number("average", 0)),
        new TrainerConfig.Stopping(criticalEpochs(), 0),
        seed);
  }

  /** The recipe with the sizes that were asked for. */
  CaptionRecipe change(CaptionRecipe recipe) {
    AttentionConfig attention = recipe.attention();
    if (attention != null) {
      attention =
          new AttentionConfig(
              AttentionConfig.Score.valueOf(upper("score", attention.score())),
              attention.mode(),
              AttentionConfig.Gate.valueOf(upper("gate", attention.gate())),
              (int) number("attention-size", attention.size()),
              (int) number("grid-size", attention.gridSize()));
    }
    return new CaptionRecipe(
        recipe.name(),
        recipe.summary(),
        recipe.cell(),
        new CaptionRecipe.Sizes(
            (int) number("embedding", recipe.sizes().embeddingSize()),
            (int) number("units", recipe.sizes().units()),
            (int) number("layers", recipe.sizes().layers()),
            number("dropout", recipe.sizes().dropout())),
        Injection.valueOf(upper("injection", recipe.injection())),
        attention,
        0,
        false);
  }

  private String upper(String name, Enum<?> otherwise) {
    return text(name, otherwise.name()).toUpperCase(Locale.ROOT);
  }
}
