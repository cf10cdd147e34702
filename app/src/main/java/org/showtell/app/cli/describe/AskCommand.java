package org.showtell.app.cli.describe;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.answer.BundleAnswerer;
import org.showtell.app.answer.BundleAnswerer.EncodedImage;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Failures;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.output.attention.AttentionPicture;
import org.showtell.app.output.page.Thumbnails;
import org.showtell.dataset.PathName;
import org.showtell.dataset.TextLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code showtell ask}: questions about a photo. */
@Command(
    name = "ask",
    description = {
      "Answers questions about a photo.",
      "",
      "Prints QUESTION, ANSWER and PROBABILITY with tabs between; with --top several lines per"
          + " question, best first. Without a QUESTION, questions are read from stdin, one per line."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell ask -m mine.zip photo.jpg \"what color is the dog?\" \"is there a man?\"",
      "  showtell ask photo.jpg \"where is the dog?\" --choices \"beach|snow|street\""
    })
public final class AskCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "IMAGE", description = "Photo to ask about.")
  private Path image;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "QUESTION",
      description = "Questions about the photo (default: lines of stdin).")
  private List<String> questions = List.of();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|FILE",
      description = "Model that answers: a name or a bundle (default: starter).")
  private String model = ModelCatalog.STARTER;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Answers per question (default: 1; with --choices: all of them).")
  private Integer top;

  @Option(
      names = "--choices",
      paramLabel = "A|B|C",
      split = "\\|",
      description = "The possible answers, separated by | (default: all answers of the model).")
  private List<String> choices = List.of();

  @Option(
      names = {"-f", "--format"},
      description = "Output format: ${COMPLETION-CANDIDATES} (default: text).")
  private AnswerPrinter.Format format = AnswerPrinter.Format.text;

  @Option(
      names = "--attention",
      paramLabel = "DIR",
      description =
          "Folder to write an image of the attention of each question to; needs a model with"
              + " attention (default: none).")
  private Path attention;

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  public AskCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws ModelLoadException, IOException {
    common.apply(context.terminal());
    checkUsage();
    try (BundleAnswerer answerer = BundleAnswerer.open(model, context.encoderWeights())) {
      if (attention != null && !answerer.attends()) {
        throw new ModelLoadException(
            "The model "
                + answerer.model()
                + " has no attention to show; train one that has: showtell train vqa --attention"
                + " --data DATA -o mine.zip");
      }
      List<String> unknown = answerer.unknownChoices(choices);
      unknown.forEach(
          choice ->
              context
                  .terminal()
                  .error("choice '" + choice + "': not an answer of this model; left out"));
      if (!choices.isEmpty() && unknown.containsAll(choices)) {
        context
            .terminal()
            .error("--choices: no choice is an answer of this model; leave the option out");
        return ExitCode.SOME_FAILED;
      }
      return ask(answerer);
    }
  }

  private void checkUsage() {
    choices =
        choices.stream().map(String::strip).filter(choice -> !choice.isEmpty()).distinct().toList();
    if (top != null && top < 1) {
      throw Usage.wrong(spec, "--top must be at least 1, but got " + top);
    }
    if (Usage.isTyped(spec, "--choices") && choices.isEmpty()) {
      throw Usage.wrong(spec, "--choices must hold at least one answer, but got none");
    }
    if (questions.stream().anyMatch(String::isBlank)) {
      throw Usage.wrong(spec, "a question must have at least one word, but one is empty");
    }
  }

  private int ask(BundleAnswerer answerer) throws IOException {
    EncodedImage photo;
    byte[] content;
    try {
      Path file = PathName.existing(image.toString());
      if (Files.isDirectory(file)) {
        context.terminal().error(image + ": a folder; name a photo");
        return ExitCode.SOME_FAILED;
      }
      content = Files.readAllBytes(file);
      photo = answerer.encode(content, image.toString());
    } catch (IOException e) {
      context.terminal().error(image + ": " + withoutName(Failures.message(e)));
      return ExitCode.SOME_FAILED;
    }
    List<AnsweredQuestion> answered = new ArrayList<>();
    boolean refused = false;
    AnswerPrinter printer = new AnswerPrinter(format, image.toString(), attention != null, context);
    Iterator<String> typed = questions.iterator();
    try (TextLines lines = TextLines.of(context.surroundings().stdin())) {
      while (questions.isEmpty() || typed.hasNext()) {
        try {
          String question = questions.isEmpty() ? lines.next() : typed.next();
          if (question == null) {
            break;
          }
          if (question.isBlank()) {
            continue;
          }
          AnsweredQuestion one = answer(answerer, photo, question);
          printer.print(one);
          if (attention != null) {
            answered.add(one);
          }
        } catch (CharacterCodingException e) {
          context
              .terminal()
              .error(
                  "line " + lines.number() + ": not UTF-8; save the questions as UTF-8; skipped");
          refused = true;
        } catch (IllegalArgumentException e) {
          context.terminal().error(Failures.asFlags(e.getMessage(), spec.commandLine()));
          refused = true;
        }
      }
      printer.end();
    }
    if (!answered.isEmpty()) {
      draw(answerer, content, answered);
    }
    return refused ? ExitCode.SOME_FAILED : ExitCode.DONE;
  }

  private String withoutName(String message) {
    String name = image + ": ";
    return message.startsWith(name) ? message.substring(name.length()) : message;
  }

  private AnsweredQuestion answer(BundleAnswerer answerer, EncodedImage photo, String question) {
    AnsweredQuestion answered =
        choices.isEmpty()
            ? answerer.answer(photo, question, top == null ? 1 : top)
            : answerer.choose(photo, question, choices).first(top == null ? choices.size() : top);
    if (!answered.unknownWords().isEmpty()) {
      context
          .terminal()
          .note(
              "unknown words in '%s': %s; the model never saw them, and reads the rest"
                  .formatted(question, String.join(", ", answered.unknownWords())));
    }
    return answered;
  }

  private void draw(BundleAnswerer answerer, byte[] content, List<AnsweredQuestion> answered)
      throws IOException {
    Path drawn =
        AttentionPicture.write(
            attention,
            image,
            new Thumbnails(Optional.of(answerer.preprocessing()))
                .preview(content, image.toString())
                .orElseThrow(),
            answered);
    context.terminal().note("where it looked: " + drawn);
  }
}
