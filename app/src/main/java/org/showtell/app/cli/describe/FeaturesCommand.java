package org.showtell.app.cli.describe;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Interruption;
import org.showtell.app.cli.terminal.Progress;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.features.FeatureExporter;
import org.showtell.app.input.ChosenInputs;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.InputSelection;
import org.showtell.app.input.PhotoInputs;
import org.showtell.app.output.file.NpyWriter;
import org.showtell.dataset.PathName;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.VisualFeatures;
import org.showtell.encoder.file.AtomicFile;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code showtell features}: the encoder's features of photos, for other programs. */
@Command(
    name = "features",
    description = {
      "Writes the visual features of photos as float32 arrays, in input order.",
      "",
      "A photo that cannot be read is a row of NaN in .npy and is left out of .safetensors. Beside"
          + " FILE.npy, FILE.paths.txt names the photo of each row."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell features photos/ -o features.npy",
      "  showtell features photos/ --kind grid -o grids.safetensors",
      "  showtell features photos/ --encoder vgg16 --weights vgg16.h5 -o fc2.npy"
    })
public final class FeaturesCommand implements Callable<Integer> {
  private static final int BATCH = 16;
  private static final String NPY = ".npy";

  private final CommandContext context;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Photos, folders or zips; - reads a list of paths from stdin.")
  private List<String> paths;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description =
          "File to write: .npy holds one array [N,D] or [N,H,W,D], .safetensors one tensor per path.")
  private Path output;

  @Option(
      names = "--kind",
      description = "Features per photo: ${COMPLETION-CANDIDATES} (default: VECTOR).")
  private FeatureKind kind = FeatureKind.VECTOR;

  @Option(
      names = "--encoder",
      paramLabel = "NAME",
      description =
          "Image encoder: that of a model (starter: an efficientnet-lite2); vgg16, vgg16-notop,"
              + " vgg16-torchvision, vgg19 or vgg19-notop; efficientnet-lite2 or small-vgg with"
              + " --weights. NAME@N resizes photos to N pixels a side, for encoders of plain"
              + " convolutions (default: starter).")
  private String encoder = ModelCatalog.STARTER;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "Weights of the encoder: Keras' .h5, Deeplearning4j's .zip, PyTorch's .pth or"
              + " .safetensors (default: the downloaded ones).")
  private Path weights;

  @Option(
      names = {"-r", "--recursive"},
      description = "Include sub-folders (default: no).")
  private boolean recursive;

  @Mixin private FileOptions files;

  @Mixin private CommonOptions common;

  public FeaturesCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException {
    common.apply(context.terminal());
    String name = output.getFileName().toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(NPY) && !name.endsWith(".safetensors")) {
      throw new UsageException("--output must end in .npy or .safetensors, but got " + output);
    }
    InputSelection selection = files.toSelection();
    long limit = files.limit();
    try (Interruption interruption = new Interruption();
        ImageEncoder opened = source().open(kind);
        PhotoInputs all =
            new PhotoInputs(paths, recursive, selection, context.surroundings().stdin());
        Progress progress = new Progress(context.terminal())) {
      StoppableInputs inputs =
          new StoppableInputs(new ChosenInputs(all, InputFilter.ALL, limit, false));
      interruption.guard(inputs::stop);
      progress.begin("Encoding", " photos", 1, 0, -1);
      PhotoCount.beside(progress, paths, recursive, selection, limit);
      if (!opened.spec().gives(kind)) {
        throw new UsageException(
            "--encoder " + opened.spec().name() + " gives a grid and no vector: use --kind grid");
      }
      FeatureExporter run = new FeatureExporter(opened, kind, BATCH);
      return name.endsWith(NPY)
          ? npy(run, inputs, shape(opened.spec()), progress)
          : safetensors(run, inputs, shape(opened.spec()), progress);
    } catch (IOException | IllegalArgumentException e) {
      if (FailureReason.isFullDisk(e)) { // it says nothing of the file
        throw new UsageException(output + ": " + FailureReason.of(e) + "; nothing was written");
      }
      throw new UsageException(e);
    }
  }

  private EncoderSource source() throws IOException {
    return EncoderSource.of(encoder, context.encoderWeights().orFile(weights));
  }

  private int[] shape(EncoderSpec spec) {
    return kind == FeatureKind.GRID
        ? new int[] {spec.gridHeight(), spec.gridWidth(), spec.gridSize()}
        : new int[] {spec.vectorSize()};
  }

  private int npy(FeatureExporter run, StoppableInputs inputs, int[] shape, Progress progress)
      throws IOException {
    float[] missing = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    Arrays.fill(missing, Float.NaN);
    try (NpyWriter writer = new NpyWriter(output, shape);
        AtomicFile paths = new AtomicFile(pathsFile())) {
      OutputStream names = new BufferedOutputStream(paths.stream());
      BatchWriter rows =
          (photos, features) -> {
            writer.write(features == null ? missing : features.values());
            for (String photo : photos) {
              names.write((PathName.oneLine(photo) + "\n").getBytes(StandardCharsets.UTF_8));
            }
          };
      Sink sink = new Sink(rows, true, progress);
      run.run(inputs, sink);
      names.flush();
      writer.finish();
      paths.replace();
      return end(sink, inputs, "the photos that " + pathsFile() + " names");
    }
  }

  /** {@code f.paths.txt} for {@code f.npy}. */
  private Path pathsFile() {
    String name = output.getFileName().toString();
    return output.resolveSibling(name.substring(0, name.length() - NPY.length()) + ".paths.txt");
  }

  // The format's header names every tensor before the first number: all are held until the end.
  private int safetensors(
      FeatureExporter run, StoppableInputs inputs, int[] shape, Progress progress)
      throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    List<String> doubled = new ArrayList<>();
    Sink sink =
        new Sink(
            (photos, features) -> {
              int length = features.values().length / photos.size();
              for (int row = 0; row < photos.size(); row++) {
                float[] values =
                    Arrays.copyOfRange(features.values(), row * length, (row + 1) * length);
                if (tensors.put(photos.get(row), Tensor.f32(values, shape)) != null) {
                  doubled.add(photos.get(row));
                }
              }
            },
            false,
            progress);
    run.run(inputs, sink);
    doubled.forEach(path -> context.terminal().note(path + " was named twice; it is saved once"));
    SafetensorsFile.write(output, tensors, Map.of("format", "showtell features"));
    return end(sink, inputs, "the photos whose names are its tensors");
  }

  private int end(Sink sink, StoppableInputs inputs, String written) {
    if (inputs.isStopped()) {
      context
          .terminal()
          .note(
              "Stopped before the end: %s holds %s; name the others and another output to go on"
                  .formatted(output, written));
      return ExitCode.SOME_FAILED;
    }
    return sink.failures == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
  }

  private interface BatchWriter {
    /** Features are null for a photo that could not be read. */
    void write(List<String> photos, VisualFeatures features) throws IOException;
  }

  /** Reports failures, counts them, and moves the progress on. */
  private final class Sink implements FeatureExporter.Sink {
    private final BatchWriter writer;
    private final boolean failuresToo;
    private final Progress progress;
    private int failures;

    Sink(BatchWriter writer, boolean failuresToo, Progress progress) {
      this.writer = writer;
      this.failuresToo = failuresToo;
      this.progress = progress;
    }

    @Override
    public void write(List<String> photos, VisualFeatures features) throws IOException {
      writer.write(photos, features);
      photos.forEach(photo -> progress.step());
    }

    @Override
    public void failed(String path, String error) throws IOException {
      failures++;
      progress.step();
      context
          .terminal()
          .error(path + ": " + error + (failuresToo ? "; a row of NaN" : "; skipped"));
      if (failuresToo) {
        writer.write(List.of(path), null);
      }
    }
  }
}
