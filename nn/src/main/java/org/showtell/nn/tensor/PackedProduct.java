package org.showtell.nn.tensor;

import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.engine.OneDnn;

/**
 * {@code result += a op(b)} in bfloat16, added in 32 bits, for a second factor that many products
 * in a row share: it is rounded and brought into oneDNN's order once, while {@link PreparedProduct}
 * does so in every call.
 *
 * <p>Belongs to one thread; closing frees the primitives and the packed factors.
 */
final class PackedProduct implements AutoCloseable {
  /**
   * What the primitives are made for.
   *
   * @param rows m
   * @param inner k
   * @param columns n
   * @param transposeB whether the second factor lies as [n, k]
   */
  record Shape(long rows, long inner, long columns, boolean transposeB) {}

  private final Deque<Pointer> kept = new ArrayDeque<>();
  private final stream stream;
  private final memory a;
  private final memory rounded; // a in 16 bits
  private final reorder rounding;
  private final memory b;
  private final memory.desc order;
  private final memory result;
  private final matmul primitive;
  private final Deque<memory> free = new ArrayDeque<>(); // for packed factors
  private int lent;

  @SuppressWarnings("try") // the scope is the resource
  PackedProduct(Shape shape) {
    try (PointerScope scope = new PointerScope()) {
      engine engine = OneDnn.engine();
      stream = keep(new stream(engine));
      long[] first = {shape.rows, shape.inner};
      long[] second = {shape.inner, shape.columns};
      long[] product = {shape.rows, shape.columns};
      memory.data_type type = memory.data_type.bf16;
      memory.desc floats = new memory.desc(first, memory.data_type.f32, memory.format_tag.ab);
      memory.desc source = new memory.desc(first, type, memory.format_tag.ab);
      memory.desc target = new memory.desc(product, memory.data_type.f32, memory.format_tag.ab);
      post_ops sum = new post_ops();
      sum.append_sum();
      primitive_attr attributes = new primitive_attr();
      attributes.set_post_ops(sum);
      matmul.primitive_desc description =
          new matmul.primitive_desc(
              engine,
              source,
              new memory.desc(second, type, memory.format_tag.any),
              target,
              attributes,
              false);
      primitive = keep(new matmul(description));
      order = keep(new memory.desc(description.weights_desc()));
      a = keep(new memory(floats, engine, null));
      rounded = keep(new memory(source, engine));
      rounding = keep(new reorder(a, rounded));
      b =
          keep(
              new memory(
                  new memory.desc(
                      second,
                      memory.data_type.f32,
                      shape.transposeB ? memory.format_tag.ba : memory.format_tag.ab),
                  engine,
                  null));
      result = keep(new memory(target, engine, null));
    }
  }

  /** Holds what outlives the construction, at whose end its scope frees everything else. */
  private <P extends Pointer> P keep(P pointer) {
    pointer.retainReference();
    kept.push(pointer);
    return pointer;
  }

  /** The second factor, ready for {@link #run}; for {@link #giveBack}. */
  @SuppressWarnings("try") // the scope is the resource
  memory pack(INDArray second) {
    try (PointerScope scope = new PointerScope()) {
      memory packed = free.isEmpty() ? keep(new memory(order, OneDnn.engine())) : free.pop();
      b.set_data_handle(new FloatProduct.Address(second));
      new reorder(b, packed).execute(stream, b, packed);
      stream._wait();
      lent++;
      Reference.reachabilityFence(second);
      return packed;
    }
  }

  /** The packed factor is not needed any more. */
  void giveBack(memory packed) {
    free.push(packed);
    lent--;
  }

  /** Whether a packed factor has not been given back. */
  boolean isUsed() {
    return lent > 0;
  }

  /** Multiplies and adds. */
  @SuppressWarnings("try") // the scope is the resource
  void run(INDArray first, memory packed, INDArray sum) {
    try (PointerScope scope = new PointerScope()) {
      a.set_data_handle(new FloatProduct.Address(first));
      result.set_data_handle(new FloatProduct.Address(sum));
      rounding.execute(stream, a, rounded);
      IntMemoryMap arguments = new IntMemoryMap();
      arguments.put(dnnl.DNNL_ARG_SRC, rounded);
      arguments.put(dnnl.DNNL_ARG_WEIGHTS, packed);
      arguments.put(dnnl.DNNL_ARG_DST, result);
      primitive.execute(stream, arguments);
      stream._wait();
      Reference.reachabilityFence(first);
      Reference.reachabilityFence(sum);
    }
  }

  @Override
  public void close() {
    kept.forEach(Pointer::close);
    kept.clear();
    free.clear();
  }
}
