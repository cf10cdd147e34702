package org.showtell.nn.tensor;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.Check;
import org.showtell.nn.engine.OneDnn;

/**
 * The products of a training step. The same shapes come again at every step, so each has a
 * primitive of its own; and where the processor multiplies 16-bit floats, the large ones round
 * their factors to bfloat16 and add in 32 bits, as mixed precision does (Micikevicius et al. 2018;
 * Kalamkar et al. 2019). Weights, gradients, moments and everything that is not a product stay
 * 32-bit floats.
 *
 * <p>{@link MatrixProduct} uses it for the thread that is inside {@link #during}; generation never
 * does. Not thread-safe; closing frees the primitives.
 */
public final class TrainingProducts implements AutoCloseable {
  /** The property that names a precision: {@code bfloat16} or {@code float32}. */
  public static final String PROPERTY = "showtell.training.precision";

  private static final long LARGE = 1 << 20; // multiplications; below, a call costs as much
  private static final int KEPT = 512;
  private static final int PACKED = 16; // each holds a weight or two
  private static final ThreadLocal<TrainingProducts> CURRENT = new ThreadLocal<>();

  private final boolean bfloat16;
  private final Map<PreparedProduct.Shape, PreparedProduct> prepared =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<PreparedProduct.Shape, PreparedProduct> eldest) {
          boolean full = size() > KEPT;
          if (full) {
            eldest.getValue().close();
          }
          return full;
        }
      };

  private final Map<PackedProduct.Shape, PackedProduct> packed =
      new LinkedHashMap<>(PACKED, 0.75f, true);

  private TrainingProducts(boolean bfloat16) {
    this.bfloat16 = bfloat16;
  }

  /**
   * In bfloat16 where the processor multiplies it, unless {@link #PROPERTY} says otherwise.
   *
   * @throws IllegalArgumentException if the property names no precision
   */
  public static TrainingProducts create() {
    String named = System.getProperty(PROPERTY, "bfloat16");
    Check.that(
        named.equals("bfloat16") || named.equals("float32"),
        PROPERTY + " must be bfloat16 or float32",
        named);
    return new TrainingProducts(
        named.equals("bfloat16") && OneDnn.isLoaded() && OneDnn.hasBfloat16());
  }

  /**
   * The product of so many rows with a weight that is packed for several; null where it is too
   * small to gain by that, or in 32 bits, where packing gains nothing.
   */
  PackedProduct packed(INDArray weight, boolean transposed, long rows) {
    long inner = weight.size(transposed ? 1 : 0);
    long columns = weight.size(transposed ? 0 : 1);
    boolean plain =
        weight.dataType() == DataType.FLOAT
            && weight.stride(1) == 1
            && FloatProduct.rowStride(weight) == weight.size(1);
    if (!bfloat16 || !plain || !take(rows, inner, columns, true)) {
      return null;
    }
    PackedProduct.Shape shape = new PackedProduct.Shape(rows, inner, columns, transposed);
    if (!packed.containsKey(shape)) {
      leaveOutOld();
    }
    return packed.computeIfAbsent(shape, PackedProduct::new);
  }

  private void leaveOutOld() {
    Iterator<PackedProduct> eldest = packed.values().iterator();
    while (packed.size() >= PACKED && eldest.hasNext()) {
      PackedProduct product = eldest.next();
      if (!product.isUsed()) {
        product.close();
        eldest.remove();
      }
    }
  }

  /** Does a piece of work whose products on this thread are these. */
  public <T> T during(Supplier<T> work) {
    TrainingProducts before = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }

  /** Those of this thread; null outside of {@link #during}. */
  static TrainingProducts current() {
    return CURRENT.get();
  }

  /** Whether this is a product for {@link #multiply}; {@link FloatProduct} has the others. */
  boolean take(long rows, long inner, long columns, boolean transposeB) {
    return (bfloat16 || transposeB)
        && rows > 1
        && inner > 1
        && columns > 1
        && rows * inner * columns >= LARGE;
  }

  /** {@code result = op(a) op(b)}, or is added to. */
  void multiply(
      INDArray a,
      boolean transposeA,
      INDArray b,
      boolean transposeB,
      INDArray result,
      boolean add) {
    prepared
        .computeIfAbsent(
            new PreparedProduct.Shape(
                result.size(0),
                a.size(transposeA ? 0 : 1),
                result.size(1),
                FloatProduct.rowStride(a),
                FloatProduct.rowStride(b),
                FloatProduct.rowStride(result),
                transposeA,
                transposeB,
                add,
                bfloat16),
            PreparedProduct::new)
        .run(a, b, result);
  }

  /** How many sizes of packed weights are held. */
  int packedSizes() {
    return packed.size();
  }

  @Override
  public void close() {
    prepared.values().forEach(PreparedProduct::close);
    prepared.clear();
    packed.values().forEach(PackedProduct::close);
    packed.clear();
  }
}
