package org.showtell.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/**
 * A side in a process of its own, {@code benchmarks/peer.py}: it takes the time itself, so that
 * what is said between the processes does not count.
 */
public final class PyTorch implements Side {
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final PrintStream requests;
  private final BufferedReader answers;
  private final String name;
  private final Path folder;

  private PyTorch(Path python, Path program, Path folder, String suffix, List<String> arguments)
      throws IOException {
    this.folder = folder;
    List<String> command = new ArrayList<>(List.of(python.toString(), program.toString()));
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    name = "PyTorch " + answer().replaceFirst("\\+.*", "") + suffix;
  }

  /**
   * VGG in one of its number types.
   *
   * @param python its interpreter, which has torch
   * @param type fp32 or bf16
   */
  public static Side vgg(
      Path python,
      Path program,
      String type,
      VggArchitecture architecture,
      VggWeights weights,
      PixelBatch pixels)
      throws IOException {
    Path folder = Files.createTempDirectory("pytorch");
    Path file = folder.resolve("weights.safetensors");
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, List<Integer>> shape : architecture.tensorShapes().entrySet()) {
      int[] sizes = shape.getValue().stream().mapToInt(Integer::intValue).toArray();
      tensors.put(shape.getKey(), Tensor.f32(weights.tensors().get(shape.getKey()), sizes));
    }
    int[] shape = {pixels.batch(), pixels.height(), pixels.width(), PixelBatch.CHANNELS};
    tensors.put("pixels", Tensor.f32(pixels.values(), shape));
    SafetensorsFile.write(file, tensors, Map.of());
    return new PyTorch(
        python, program, folder, " " + type, List.of("vgg", type, threads(), file.toString()));
  }

  /**
   * A training step.
   *
   * @param python its interpreter, which has torch
   * @param type fp32 or bf16
   * @param sizes B, T, E, U and V
   */
  public static Side training(Path python, Path program, String type, int... sizes)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("train", type, threads()));
    for (int size : sizes) {
      arguments.add(Integer.toString(size));
    }
    return new PyTorch(
        python, program, Files.createTempDirectory("pytorch"), " " + type, arguments);
  }

  private static String threads() {
    return Integer.toString(Runtime.getRuntime().availableProcessors());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double run() {
    requests.println("run");
    return Double.parseDouble(answer());
  }

  @Override
  public float[] result() {
    Path file = folder.resolve("result");
    requests.println("result " + file);
    answer();
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      float[] values = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(values);
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("PyTorch's process ended; its message is above");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    requests.close(); // its loop ends with its input
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
      }
      for (String file : List.of("weights.safetensors", "result", "")) {
        Files.deleteIfExists(folder.resolve(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
