package org.showtell.encoder.network;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.showtell.nn.engine.OneDnn;

/**
 * Computes layers. {@link #fastest()} is that of this machine; the property {@value #PROPERTY} asks
 * for another one by its name.
 */
public enum ForwardEngine {
  /** oneDNN with 16-bit floats (bfloat16) and 32-bit sums. */
  ONEDNN_BF16("onednn-bf16"),
  /** oneDNN with 32-bit floats. */
  ONEDNN("onednn"),
  /** ND4J's operations, 32-bit floats; the one that runs everywhere. */
  ND4J("nd4j");

  public static final String PROPERTY = "showtell.encoder.engine";

  private final String id;

  ForwardEngine(String id) {
    this.id = id;
  }

  /** The name in {@value #PROPERTY}. */
  public String id() {
    return id;
  }

  /**
   * The engine that {@value #PROPERTY} names, or the fastest that this machine has.
   *
   * @throws IllegalArgumentException if the property names none, or one that does not run here
   */
  public static ForwardEngine fastest() {
    return wanted().orElseGet(() -> firstOf(EnumSet.allOf(ForwardEngine.class)));
  }

  /** As {@link #fastest()}, for a network whose features suffer from 16-bit floats. */
  public static ForwardEngine fastestOf32Bits() {
    return wanted().orElseGet(() -> firstOf(EnumSet.of(ONEDNN, ND4J)));
  }

  private static ForwardEngine firstOf(Set<ForwardEngine> engines) {
    return engines.stream().filter(ForwardEngine::isAvailable).findFirst().orElse(ND4J);
  }

  private static Optional<ForwardEngine> wanted() {
    String wanted = System.getProperty(PROPERTY, "");
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    ForwardEngine engine =
        Arrays.stream(values())
            .filter(e -> e.id.equals(wanted))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        PROPERTY
                            + " must be onednn-bf16, onednn or nd4j, but got '"
                            + wanted
                            + "'"));
    if (!engine.isAvailable()) {
      throw new IllegalArgumentException(
          PROPERTY
              + " must name an engine that runs here, but got '"
              + wanted
              + "': "
              + OneDnn.state());
    }
    return Optional.of(engine);
  }

  /** Whether this machine has the library, and the processor the instructions that make it pay. */
  public boolean isAvailable() {
    return switch (this) {
      case ONEDNN_BF16 -> OneDnn.isLoaded() && OneDnn.hasBfloat16();
      case ONEDNN -> OneDnn.isLoaded();
      case ND4J -> true;
    };
  }

  /** Says in a few words what computes: {@code oneDNN 3.8.1 (avx512_core_amx), bfloat16}. */
  public String description() {
    return switch (this) {
      case ONEDNN_BF16 -> OneDnn.state() + ", bfloat16";
      case ONEDNN -> OneDnn.state() + ", float32";
      case ND4J -> "ND4J, float32";
    };
  }

  /**
   * Copies the weights into native memory, in the form that the engine reads fastest.
   *
   * @param images how many images each run takes
   * @param tensors row-major numbers by name; asked once for each tensor, and not kept
   */
  public ForwardPass prepare(
      List<Layer> layers, int images, Layer.Shape input, Function<String, float[]> tensors) {
    return switch (this) {
      case ONEDNN_BF16 -> new OneDnnPass(layers, images, input, tensors, true);
      case ONEDNN -> new OneDnnPass(layers, images, input, tensors, false);
      case ND4J -> new Nd4jPass(layers, images, input, tensors);
    };
  }
}
