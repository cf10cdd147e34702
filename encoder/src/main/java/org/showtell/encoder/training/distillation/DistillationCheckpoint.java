package org.showtell.encoder.training.distillation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/**
 * A run as one safetensors file, written beside its place and then moved: a killed run leaves the
 * last whole one.
 */
public final class DistillationCheckpoint {
  private static final String FILE = "checkpoint.safetensors";
  private static final String BEST = "best.";

  private final Path file;
  private final String fingerprint;

  /**
   * The checkpoint of a folder.
   *
   * @param fingerprint what must be equal for a run to go on: data, teacher, first weights
   */
  public DistillationCheckpoint(Path folder, String fingerprint) {
    this.file = folder.resolve(FILE);
    this.fingerprint = fingerprint;
  }

  /** Whether there is one. */
  public boolean exists() {
    return Files.isRegularFile(file);
  }

  void save(Student student, AdamW optimiser, DistillationState state, String settings)
      throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("weights", flat(student.numbers()));
    tensors.put("adam.m", flat(optimiser.first()));
    tensors.put("adam.v", flat(optimiser.second()));
    tensors.put("average", flat(optimiser.average()));
    tensors.put("statistics", flat(student.encoder().statistics()));
    tensors.put("average.statistics", flat(state.averageStatistics));
    state.bestWeights.forEach((name, values) -> tensors.put(BEST + name, flat(values)));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("fingerprint", fingerprint + "\n" + settings);
    metadata.put("step", Long.toString(state.step));
    metadata.put("adam.steps", Long.toString(optimiser.steps()));
    LossParts sum = state.epochSum;
    metadata.put(
        "epochSum", sum.grid() + " " + sum.pooled() + " " + sum.classes() + " " + sum.words());
    metadata.put("bestEpoch", Integer.toString(state.bestEpoch));
    if (state.best != null) {
      metadata.put("best", state.best.cosine() + " " + state.best.agreement());
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path partial = file.resolveSibling(FILE + ".part");
    try {
      SafetensorsFile.write(partial, tensors, metadata);
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static Tensor flat(float[] values) {
    return Tensor.f32(values, values.length);
  }

  void restore(Student student, AdamW optimiser, DistillationState state, String settings)
      throws IOException {
    try (SafetensorsFile saved = SafetensorsFile.open(file)) {
      Map<String, String> metadata = saved.metadata();
      String expected = fingerprint + "\n" + settings;
      if (!expected.equals(metadata.get("fingerprint"))) {
        throw new IOException(
            String.format(
                "%s belongs to another run.%nExpected:%n%s%nFound:%n%s%nUse the same photos and"
                    + " settings, or start without --resume",
                file, expected, metadata.get("fingerprint")));
      }
      student.set(saved.floats("weights"), saved.floats("statistics"));
      optimiser.restore(
          Long.parseLong(metadata.get("adam.steps")),
          saved.floats("adam.m"),
          saved.floats("adam.v"),
          saved.floats("average"));
      state.averageStatistics = saved.floats("average.statistics");
      state.step = Long.parseLong(metadata.get("step"));
      double[] sum = numbers(metadata.get("epochSum"));
      state.epochSum = new LossParts(sum[0], sum[1], sum[2], sum[3]);
      state.bestEpoch = Integer.parseInt(metadata.get("bestEpoch"));
      if (metadata.containsKey("best")) {
        double[] best = numbers(metadata.get("best"));
        state.best = new DevScore(best[0], best[1]);
      }
      for (String name : saved.names()) {
        if (name.startsWith(BEST)) {
          state.bestWeights.put(name.substring(BEST.length()), saved.floats(name));
        }
      }
    }
  }

  private static double[] numbers(String text) {
    return java.util.Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }
}
