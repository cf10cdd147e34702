package org.showtell.nn.parameter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.Check;

/**
 * All weights of a model in one flat vector, their gradients in another.
 *
 * <p>One optimiser step, one norm, one clipping is then one call over contiguous memory instead of
 * dozens of small ones. The set owns both vectors; {@link #close()} frees them and with them every
 * {@link Parameter} of the set. Not thread-safe while training; reading values is.
 */
public final class ParameterSet implements AutoCloseable {
  private final Map<String, Parameter> byName;
  private final INDArray values; // [1, P]
  private final INDArray gradients; // [1, P]
  private boolean closed;

  /**
   * Allocates and initialises.
   *
   * @param type FLOAT, or DOUBLE for gradient checks
   * @throws IllegalArgumentException if two weights share a name
   */
  public ParameterSet(DataType type, List<ParameterSpec> specs, RandomGenerator random) {
    long total = 0;
    for (ParameterSpec spec : specs) {
      total += (long) spec.rows() * spec.columns();
    }
    Check.that(total > 0 && total <= Integer.MAX_VALUE, "Parameters must be 1 to 2^31-1", total);
    values = Nd4j.create(type, new long[] {1, total}, 'c');
    gradients = Nd4j.create(type, new long[] {1, total}, 'c');
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    long offset = 0;
    for (ParameterSpec spec : specs) {
      Parameter parameter =
          new Parameter(spec.name(), view(values, offset, spec), view(gradients, offset, spec));
      if (parameters.put(spec.name(), parameter) != null) {
        throw new IllegalArgumentException("Two parameters are named %s".formatted(spec.name()));
      }
      initialize(offset, spec, random);
      offset += parameter.length();
    }
    byName = Collections.unmodifiableMap(parameters);
  }

  private static INDArray view(INDArray flat, long offset, ParameterSpec spec) {
    return Nd4j.create(
        flat.data(),
        new long[] {spec.rows(), spec.columns()},
        new long[] {spec.columns(), 1},
        offset,
        'c');
  }

  private void initialize(long offset, ParameterSpec spec, RandomGenerator random) {
    for (int row = 0; row < spec.rows(); row++) {
      for (int column = 0; column < spec.columns(); column++) {
        values
            .data()
            .put(
                offset + (long) row * spec.columns() + column,
                spec.initializer().value(random, spec.rows(), spec.columns(), row, column));
      }
    }
  }

  /**
   * The weight of this name.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public Parameter get(String name) {
    Parameter parameter = byName.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(
          "No parameter %s; this model has %s".formatted(name, byName.keySet()));
    }
    return parameter;
  }

  /** In the order in which they were declared. */
  public List<Parameter> all() {
    return new ArrayList<>(byName.values());
  }

  /** All values, [1, P], in declaration order. */
  public INDArray values() {
    requireOpen();
    return values;
  }

  /** All gradients, [1, P], in declaration order. */
  public INDArray gradients() {
    requireOpen();
    return gradients;
  }

  /** Number of scalars in all weights. */
  public long count() {
    return values.length();
  }

  /** FLOAT or DOUBLE. */
  public DataType dataType() {
    return values.dataType();
  }

  /** Sets every gradient to zero. */
  public void clearGradients() {
    requireOpen();
    gradients.assign(0);
  }

  /** A copy of every weight by name, row by row, in the order of files. */
  public Map<String, float[]> copies() {
    Map<String, float[]> copies = new LinkedHashMap<>();
    byName.keySet().forEach(name -> copies.put(name, copyOf(name)));
    return copies;
  }

  /** A copy of one weight's values, row by row. */
  public float[] copyOf(String name) {
    requireOpen();
    return get(name).value().dup('c').data().asFloat();
  }

  /**
   * Replaces one weight's values.
   *
   * @throws IllegalArgumentException unless there are as many values as the weight has
   */
  public void assign(String name, float[] rowMajor) {
    requireOpen();
    INDArray value = get(name).value();
    Check.length("values for " + name, rowMajor.length, value.length());
    try (INDArray source = Nd4j.createFromArray(rowMajor)) {
      value.assign(source.reshape('c', value.shape()).castTo(value.dataType()));
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This parameter set was closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      values.close();
      gradients.close();
    }
  }
}
