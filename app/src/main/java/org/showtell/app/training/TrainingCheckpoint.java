package org.showtell.app.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;
import org.showtell.nn.parameter.Parameter;

/**
 * A run as one safetensors file: weights, their average, what the optimiser remembers, the best
 * weights so far, and the position in the metadata. It is replaced whole: a killed run leaves the
 * last one.
 */
public final class TrainingCheckpoint {
  private static final String FILE = "checkpoint.safetensors";
  private static final String BEST = "best.";

  private final Path file;
  private final String fingerprint;

  /**
   * The checkpoint of a folder.
   *
   * @param fingerprint what must be equal for a run to resume
   */
  public TrainingCheckpoint(Path folder, String fingerprint) {
    file = folder.resolve(FILE);
    this.fingerprint = fingerprint;
  }

  /**
   * @param best weights of the best epoch, or an empty map before the first
   */
  void save(TrainingLoop loop, Map<String, float[]> best) throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    loop.parameters().copies().forEach((name, values) -> tensors.put(name, flat(values)));
    best.forEach((name, values) -> tensors.put(BEST + name, flat(values)));
    new TreeMap<>(loop.optimiser().memory())
        .forEach((name, values) -> tensors.put(name, flat(values)));
    tensors.put("average", flat(loop.average()));
    TrainingPosition position = loop.position();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("fingerprint", fingerprint);
    metadata.put("steps", Integer.toString(loop.steps()));
    metadata.put("epoch", Integer.toString(position.epoch()));
    metadata.put("nextBatch", Integer.toString(position.nextBatch()));
    metadata.put("lossSum", Double.toString(position.lossSum()));
    metadata.put("tokens", Long.toString(position.tokens()));
    metadata.put("bestEpoch", Integer.toString(position.bestEpoch()));
    metadata.put("bestScore", Double.toString(position.bestScore()));
    Files.createDirectories(file.toAbsolutePath().getParent());
    SafetensorsFile.write(file, tensors, metadata);
  }

  private static Tensor flat(float[] values) {
    return Tensor.f32(values, values.length);
  }

  /**
   * Sets the loop to where the saved run was.
   *
   * @return weights of the best epoch so far, or an empty map
   * @throws IOException if the checkpoint belongs to another run, or is damaged
   */
  Map<String, float[]> restore(TrainingLoop loop) throws IOException {
    try (SafetensorsFile saved = SafetensorsFile.open(file)) {
      Map<String, String> metadata = saved.metadata();
      if (!fingerprint.equals(metadata.get("fingerprint"))) {
        throw new IOException(
            ("%s belongs to another run.%nExpected:%n%s%nFound:%n%s%nUse the same data and"
                    + " settings, or begin a new run")
                .formatted(file, fingerprint, metadata.get("fingerprint")));
      }
      Map<String, float[]> best = new LinkedHashMap<>();
      for (Parameter parameter : loop.parameters().all()) {
        String name = parameter.name();
        loop.parameters().assign(name, saved.floats(name));
        if (saved.has(BEST + name)) {
          best.put(name, saved.floats(BEST + name));
        }
      }
      TrainingPosition position =
          new TrainingPosition(
              Integer.parseInt(metadata.get("epoch")),
              Integer.parseInt(metadata.get("nextBatch")),
              Double.parseDouble(metadata.get("lossSum")),
              Long.parseLong(metadata.get("tokens")),
              Integer.parseInt(metadata.get("bestEpoch")),
              Double.parseDouble(metadata.get("bestScore")),
              false);
      Map<String, float[]> memory = new LinkedHashMap<>();
      for (String name : loop.optimiser().memory().keySet()) {
        memory.put(name, saved.floats(name));
      }
      loop.resume(
          position, Integer.parseInt(metadata.get("steps")), memory, saved.floats("average"));
      return best;
    } catch (NumberFormatException e) {
      throw new IOException(file + ": the checkpoint's position cannot be read", e);
    }
  }
}
