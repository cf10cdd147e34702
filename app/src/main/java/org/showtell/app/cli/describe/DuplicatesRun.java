package org.showtell.app.cli.describe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Interruption;
import org.showtell.app.cli.terminal.Progress;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.features.FeatureExporter;
import org.showtell.app.features.NearDuplicates;
import org.showtell.app.input.ChosenInputs;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInputs;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.RecordJson;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.DocumentWriter;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.JsonDocumentWriter;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.file.PrintableText;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.VisualFeatures;

/** Prints groups of photos that are nearly equal, a line for each group. */
final class DuplicatesRun {
  private static final int BATCH = 16;

  private final CommandContext context;
  private final CaptionRequest request;
  private final OutputConfig config;

  DuplicatesRun(CommandContext context, CaptionRequest request, OutputConfig config) {
    this.context = context;
    this.request = request;
    this.config = config;
  }

  /** Groups everything and returns the exit code. */
  int run(String model, double least) throws UsageException, OutputRefusedException {
    boolean overwrite = config.policy() == ExistingPolicy.OVERWRITE;
    if (config.output().isPresent()) {
      Destination.requireFree(config.output().get(), config.format(), overwrite);
    }
    try (Interruption interruption = new Interruption();
        ImageEncoder encoder =
            EncoderSource.of(model, context.encoderWeights()).open(FeatureKind.VECTOR);
        PhotoInputs inputs = request.open(context.surroundings().stdin());
        NearDuplicates duplicates =
            new NearDuplicates(encoder.spec().vectorSize(), least, new Random(0));
        Progress progress = new Progress(context.terminal())) {
      StoppableInputs chosen =
          new StoppableInputs(new ChosenInputs(inputs, InputFilter.ALL, request.limit(), false));
      interruption.guard(chosen::stop);
      progress.begin("Comparing", " photos", 1, 0, -1);
      request.countBeside(progress);
      Sink sink = new Sink(duplicates, progress);
      new FeatureExporter(encoder, FeatureKind.VECTOR, BATCH).run(chosen, sink);
      progress.end();
      try (Groups groups =
          Destination.open(
              config.output(), context.terminal().data(), overwrite, true, this::groups)) {
        duplicates.groups(
            group -> {
              groups.accept(group);
              sink.groups++;
            });
        groups.finish();
      }
      if (sink.groups == 0) {
        context.terminal().note("No two of the photos are as alike as " + least);
      }
      if (chosen.isStopped()) {
        context
            .terminal()
            .note(
                "Stopped before the end: groups of the photos until then; it cannot go on from"
                    + " here, since each photo is compared with all");
      }
      return sink.failed == 0 && !chosen.isStopped() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }

  private Groups groups(Destination destination) {
    return switch (config.format()) {
      case JSON -> new JsonGroups(destination, true);
      case JSONL -> new JsonGroups(destination, false);
      default -> new TextGroups(destination);
    };
  }

  private interface Groups extends NearDuplicates.Sink, AutoCloseable {
    void finish() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** The paths of a group with tabs between. */
  private static final class TextGroups extends DocumentWriter implements Groups {
    TextGroups(Destination destination) {
      super(destination);
    }

    @Override
    public void accept(List<NearDuplicates.Member> group) throws IOException {
      write(
          group.stream()
                  .map(member -> PrintableText.of(member.path()))
                  .collect(Collectors.joining("\t"))
              + "\n");
    }
  }

  /** {@code {"photos":[{"path":"a.jpg","cosine":1.0}]}}, the cosine that to the first. */
  private static final class JsonGroups extends JsonDocumentWriter implements Groups {
    JsonGroups(Destination destination, boolean array) {
      super(destination, array);
    }

    @Override
    public void accept(List<NearDuplicates.Member> group) throws IOException {
      List<Map<String, Object>> photos = new ArrayList<>();
      for (NearDuplicates.Member member : group) {
        Map<String, Object> photo = new LinkedHashMap<>();
        photo.put("path", member.path());
        photo.put("cosine", RecordJson.rounded(member.cosine()));
        photos.add(photo);
      }
      record(RecordJson.line(Map.of("photos", photos)));
    }
  }

  /** Groups what the encoder gives, and reports failures. */
  private final class Sink implements FeatureExporter.Sink {
    private final NearDuplicates duplicates;
    private final Progress progress;
    private long failed;
    private long groups;

    Sink(NearDuplicates duplicates, Progress progress) {
      this.duplicates = duplicates;
      this.progress = progress;
    }

    @Override
    public void write(List<String> photos, VisualFeatures features) throws IOException {
      int size = features.values().length / photos.size();
      for (int row = 0; row < photos.size(); row++) {
        duplicates.add(
            photos.get(row), Arrays.copyOfRange(features.values(), row * size, (row + 1) * size));
        progress.step();
      }
    }

    @Override
    public void failed(String path, String error) {
      failed++;
      context.terminal().error(path + ": " + error + "; skipped");
      progress.step();
    }
  }
}
