package org.showtell.app.cli.describe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.showtell.app.bundle.LanguageBundle;
import org.showtell.app.bundle.SequenceBundle;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.language.TextProperty;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.language.LanguageNetwork;
import org.showtell.decoder.language.TextGenerator;
import org.showtell.decoder.sequence.SequenceGenerator;
import org.showtell.decoder.sequence.SequenceNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code showtell sample}: text from a language model, or its cells over a text. */
@Command(
    name = "sample",
    description = {
      "Writes text with a language model, or shows what its single cells do over a text. With a"
          + " model of train sequence, writes the output for the input of --prompt.",
      "",
      "With --inspect the text of FILE is printed, each token coloured by the activation of one"
          + " cell: blue towards 1, red towards -1. Without --unit the cell is the one that follows"
          + " the property of --find best; without both, the best of all properties."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell sample m.zip --length 500 --temperature 0.7 --prompt \"The king\"",
      "  showtell sample dates.zip --prompt \"12 March 2024\"",
      "  showtell sample m.zip --inspect novel.txt --find quote -o cells.html"
    })
public final class SampleCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL.zip",
      description = "Model that showtell train language or train sequence has made.")
  private Path model;

  @Option(names = "--length", paramLabel = "N", description = "Tokens to write (default: 500).")
  private int length = 500;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "Below 1 prefers what is likely, above 1 what is not (default: 1).")
  private double temperature = 1;

  @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
  private long seed = 1;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description =
          "Text to go on with, which is not printed; with a model of train sequence each line is an"
              + " input (default: a line end).")
  private String prompt = "\n";

  @Option(
      names = {"-b", "--num-beams"},
      paramLabel = "N",
      description = "With a model of train sequence: beam size; 1 is greedy (default: 3).")
  private int beams = 3;

  @Option(
      names = "--inspect",
      paramLabel = "FILE",
      description = "Show single cells over this text instead of writing (default: write).")
  private Path inspect;

  @Option(
      names = "--unit",
      paramLabel = "N",
      description = "With --inspect: the cell to show, from 0 (default: the one --find finds).")
  private Integer unit;

  @Option(
      names = "--find",
      paramLabel = "PROPERTY",
      description =
          "With --inspect: find the cells that follow quote, line-length, word-length, brackets,"
              + " capitals, spaces or regex:PATTERN (default: each of them).")
  private String find;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "With --inspect: cells per property (default: 3).")
  private int top = 3;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.html",
      description = "With --inspect: write a page with the coloured text (default: none).")
  private Path page;

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  public SampleCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, UsageException {
    common.apply(context.terminal());
    check();
    LanguageBundle bundle;
    try {
      SequenceBundle pairs = SequenceBundle.readIfOne(model);
      if (pairs != null) {
        return outputs(pairs);
      }
      bundle = LanguageBundle.read(model);
    } catch (IOException e) {
      throw new UsageException(e);
    }
    try (LanguageNetwork network = bundle.open()) {
      if (inspect == null) {
        write(network, bundle.vocabulary());
      } else {
        inspect(network, bundle.vocabulary());
      }
    }
    return ExitCode.DONE;
  }

  private void check() {
    if (length < 0) {
      throw Usage.wrong(spec, "--length must be at least 0, but got " + length);
    }
    if (!(temperature > 0)) {
      throw Usage.wrong(spec, "--temperature must be above 0, but got " + temperature);
    }
    if (beams < 1) {
      throw Usage.wrong(spec, "--num-beams must be at least 1, but got " + beams);
    }
    if (top < 1) {
      throw Usage.wrong(spec, "--top must be at least 1, but got " + top);
    }
    if (inspect == null && (unit != null || find != null || page != null)) {
      throw Usage.wrong(spec, "--unit, --find and --output show cells: name a text with --inspect");
    }
    try {
      if (find != null) {
        TextProperty.named(find);
      }
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(spec, "--" + e.getMessage());
    }
  }

  /** Writes a line for each line of the prompt. */
  private int outputs(SequenceBundle bundle) throws IOException {
    if (inspect != null) {
      throw Usage.wrong(spec, "--inspect shows cells of a language model, but got " + model);
    }
    List<String> inputs = prompt.lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
    if (inputs.isEmpty()) {
      throw Usage.wrong(spec, "--prompt must be the input of a model of pairs, but got none");
    }
    TextVocabulary vocabulary = bundle.vocabulary();
    noteUnknown(vocabulary);
    boolean drawn = Usage.isTyped(spec, "--temperature");
    int most = Usage.isTyped(spec, "--length") ? Math.max(1, length) : 2 * bundle.longest();
    GenerationConfig search = GenerationConfig.defaults().withNumBeams(beams).withTokens(1, most);
    try (SequenceNetwork network = bundle.open();
        SequenceGenerator generator =
            new SequenceGenerator(
                network,
                drawn ? search.withNumBeams(1).withSampling(temperature, 0, 1, seed) : search)) {
      for (int[] output : generator.write(inputs.stream().map(vocabulary::encode).toList())) {
        for (int i = 0; i < output.length; i++) {
          print(vocabulary.text(i == 0 ? -1 : output[i - 1], output[i]));
        }
        print("\n");
      }
    }
    return ExitCode.DONE;
  }

  private void write(LanguageNetwork network, TextVocabulary vocabulary) throws IOException {
    noteUnknown(vocabulary);
    int[] previous = {-1};
    try (TextGenerator generator = new TextGenerator(network)) {
      for (int token : vocabulary.encode(prompt)) {
        generator.read(token);
        previous[0] = token;
      }
      generator.write(
          length,
          temperature,
          TextVocabulary.UNKNOWN,
          new SplittableRandom(seed),
          token -> {
            print(vocabulary.text(previous[0], token));
            previous[0] = token;
          });
    }
    print("\n");
  }

  private void noteUnknown(TextVocabulary vocabulary) {
    List<String> unknown =
        vocabulary.unknown(prompt.strip()).stream().filter(s -> !s.equals("\n")).toList();
    if (!unknown.isEmpty()) {
      context
          .terminal()
          .note(
              "unknown in the prompt: " + String.join(" ", unknown) + "; the model never saw them");
    }
  }

  private void print(String text) {
    try {
      context.print(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void inspect(LanguageNetwork network, TextVocabulary vocabulary)
      throws IOException, UsageException {
    String text;
    try {
      text = Files.readString(inspect, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException(e);
    }
    CellPrinter printer = new CellPrinter(network, vocabulary, text, context);
    if (unit != null && (unit < 0 || unit >= printer.cells())) {
      throw Usage.wrong(
          spec, "--unit must be from 0 to %d, but got %d".formatted(printer.cells() - 1, unit));
    }
    printer.show(unit, find, top, page);
  }
}
