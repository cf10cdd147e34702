package org.showtell.nn.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.engine.OneDnn;

/**
 * A product of matrices of given sizes as a primitive of oneDNN. Making it takes a millisecond or
 * two, so it is for products that come again; it then multiplies by a transposed weight as fast as
 * by a plain one, which {@link FloatProduct} does at half the speed.
 *
 * <p>Belongs to one thread; closing frees the primitive.
 */
final class PreparedProduct implements AutoCloseable {
  /**
   * What a primitive is made for.
   *
   * @param rows m
   * @param inner k
   * @param columns n
   * @param strideA numbers from a row of the first matrix, as it lies in memory, to the next
   * @param strideB of the second
   * @param strideResult of the result
   * @param transposeA whether the first lies as [k, m]
   * @param transposeB whether the second lies as [n, k]
   * @param add whether the result is added to what is there
   * @param bfloat16 whether factors may be rounded to 16 bits; sums have 32
   */
  record Shape(
      long rows,
      long inner,
      long columns,
      long strideA,
      long strideB,
      long strideResult,
      boolean transposeA,
      boolean transposeB,
      boolean add,
      boolean bfloat16) {}

  private final Deque<Pointer> kept = new ArrayDeque<>();
  private final stream stream;
  private final memory a;
  private final memory b;
  private final memory result;
  private final IntMemoryMap arguments;
  private final matmul primitive;

  @SuppressWarnings("try") // the scope is the resource
  PreparedProduct(Shape shape) {
    try (PointerScope scope = new PointerScope()) {
      engine engine = OneDnn.engine();
      stream = keep(new stream(engine));
      memory.desc first = floats(shape.rows, shape.inner, shape.strideA, shape.transposeA);
      memory.desc second = floats(shape.inner, shape.columns, shape.strideB, shape.transposeB);
      memory.desc product = floats(shape.rows, shape.columns, shape.strideResult, false);
      primitive_attr attributes = new primitive_attr();
      if (shape.bfloat16) {
        dnnl.dnnl_primitive_attr_set_fpmath_mode(attributes.get(), dnnl.dnnl_fpmath_mode_bf16);
      }
      if (shape.add) {
        post_ops sum = new post_ops();
        sum.append_sum();
        attributes.set_post_ops(sum);
      }
      primitive =
          keep(
              new matmul(
                  new matmul.primitive_desc(engine, first, second, product, attributes, false)));
      a = keep(new memory(first, engine, null));
      b = keep(new memory(second, engine, null));
      result = keep(new memory(product, engine, null));
      arguments = keep(new IntMemoryMap());
      arguments.put(dnnl.DNNL_ARG_SRC, a);
      arguments.put(dnnl.DNNL_ARG_WEIGHTS, b);
      arguments.put(dnnl.DNNL_ARG_DST, result);
    }
  }

  /** Holds what outlives the construction, at whose end its scope frees everything else. */
  private <P extends Pointer> P keep(P pointer) {
    pointer.retainReference();
    kept.push(pointer);
    return pointer;
  }

  private static memory.desc floats(long rows, long columns, long stride, boolean transposed) {
    long[] strides = transposed ? new long[] {1, stride} : new long[] {stride, 1};
    return new memory.desc(new long[] {rows, columns}, memory.data_type.f32, strides, false);
  }

  /** Multiplies matrices of the shape it was made for. */
  void run(INDArray first, INDArray second, INDArray product) {
    a.set_data_handle(new FloatProduct.Address(first));
    b.set_data_handle(new FloatProduct.Address(second));
    result.set_data_handle(new FloatProduct.Address(product));
    primitive.execute(stream, arguments);
    stream._wait();
  }

  @Override
  public void close() {
    kept.forEach(Pointer::close);
    kept.clear();
  }
}
