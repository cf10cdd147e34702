package org.showtell.encoder.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.showtell.encoder.network.Layer.Convolution;
import org.showtell.encoder.network.Layer.Dense;
import org.showtell.encoder.network.Layer.Residual;
import org.showtell.encoder.network.Layer.Shape;
import org.showtell.nn.engine.OneDnn;

/**
 * Layers as oneDNN's primitives: weights and activations in the library's blocked order, activation
 * and residual sum inside the convolution, a few buffers for all activations.
 */
final class OneDnnPass implements ForwardPass {
  /** Alive at once: a block's input, and a layer's input and output. */
  private static final int BUFFERS = 3;

  private static final long[] NOTHING = {0, 0};
  private static final long[] TWO = {2, 2};

  /** An activation in one of the buffers. */
  private record Activations(memory memory, int place) {}

  /** A primitive and the memories it reads and writes. */
  private record Step(primitive primitive, IntMemoryMap memories) {}

  private final engine engine = OneDnn.engine();
  private final int images;
  private final data_type type;
  private final Function<String, float[]> tensors;
  private final Layer result;
  private final Deque<Pointer> kept = new ArrayDeque<>();
  private final stream stream;
  private final List<Step> steps = new ArrayList<>();
  private final List<Activations> activations = new ArrayList<>();
  private final long[] bufferBytes = new long[BUFFERS];
  private final FloatPointer input;
  private final FloatPointer output;
  private Activations current;
  private Shape shape;
  private int blockInput = -1; // the buffer of a block's input, or -1

  @SuppressWarnings("try") // the scope is the resource
  OneDnnPass(
      List<Layer> layers,
      int images,
      Shape input,
      Function<String, float[]> tensors,
      boolean bfloat16) {
    this.images = images;
    this.shape = input;
    this.tensors = tensors;
    this.result = layers.get(layers.size() - 1);
    this.type = bfloat16 ? data_type.bf16 : data_type.f32;
    try (PointerScope scope = new PointerScope()) {
      stream = keep(new stream(engine));
      memory pixels = floats(dims(input), format_tag.nhwc);
      this.input = numbers(pixels, images * input.length());
      current = new Activations(pixels, -1);
      addAll(layers);
      memory features = floats(dims(shape), format_tag.nhwc);
      reorder(current.memory(), features);
      output = numbers(features, images * shape.length());
      allocateBuffers();
    }
  }

  /** Holds what outlives the construction, at whose end its scope frees everything else. */
  private <P extends Pointer> P keep(P pointer) {
    pointer.retainReference();
    kept.push(pointer);
    return pointer;
  }

  private long[] dims(Shape of) {
    return new long[] {images, of.channels(), of.height(), of.width()};
  }

  private static memory.desc any(data_type type, long... dims) {
    return new memory.desc(dims, type, format_tag.any);
  }

  private memory floats(long[] dims, format_tag order) {
    return keep(new memory(new memory.desc(dims, data_type.f32, order), engine));
  }

  private FloatPointer numbers(memory memory, long length) {
    return keep(new FloatPointer(memory.get_data_handle())).capacity(length);
  }

  private void addAll(List<Layer> layers) {
    for (Layer layer : layers) {
      if (layer instanceof Convolution convolution) {
        convolve(convolution, null, layer == result);
      } else if (layer instanceof Dense dense) {
        multiply(dense);
      } else if (layer instanceof Residual block) {
        residual(block);
      } else {
        pool();
      }
    }
  }

  private void residual(Residual block) {
    Activations before = current;
    blockInput = before.place();
    int last = block.body().size() - 1;
    addAll(block.body().subList(0, last));
    convolve((Convolution) block.body().get(last), before, false);
    blockInput = -1;
  }

  /**
   * A convolution, onto the numbers of {@code sum} unless that is null.
   *
   * @param last whether its numbers are the result, which is not rounded to 16 bits
   */
  private void convolve(Convolution layer, Activations sum, boolean last) {
    Shape after = shape.after(layer);
    int channels = shape.channels();
    int kernel = layer.kernel();
    long[] weights =
        layer.depthwise()
            ? new long[] {channels, 1, 1, kernel, kernel}
            : new long[] {layer.filters(), channels, kernel, kernel};
    int[] rows = layer.padding(shape.height());
    int[] columns = layer.padding(shape.width());
    convolution_forward.primitive_desc plan =
        new convolution_forward.primitive_desc(
            engine,
            prop_kind.forward_inference,
            algorithm.convolution_direct,
            any(type, dims(shape)),
            any(type, weights),
            new memory.desc(new long[] {layer.filters()}, data_type.f32, format_tag.x),
            sum == null ? any(last ? data_type.f32 : type, dims(after)) : sum.memory().get_desc(),
            new long[] {layer.stride(), layer.stride()},
            new long[] {rows[0], columns[0]},
            new long[] {rows[1] - rows[0], columns[1] - columns[0]},
            attributes(layer.activation(), sum != null),
            false);
    Activations result = sum == null ? next(plan.dst_desc()) : sum;
    add(
        new convolution_forward(plan),
        inOrder(current.memory(), plan.src_desc()),
        weights(
            layer.name(),
            weights,
            layer.depthwise() ? format_tag.hwigo : format_tag.hwio,
            plan.weights_desc()),
        bias(layer.name(), layer.filters()),
        result,
        after);
  }

  private void multiply(Dense layer) {
    long[] weights = {layer.units(), shape.channels(), shape.height(), shape.width()};
    long[] dims = {images, layer.units()};
    data_type to = layer == result ? data_type.f32 : type;
    inner_product_forward.primitive_desc plan =
        new inner_product_forward.primitive_desc(
            engine,
            prop_kind.forward_inference,
            any(type, dims(shape)),
            any(type, weights),
            new memory.desc(new long[] {layer.units()}, data_type.f32, format_tag.x),
            new memory.desc(dims, to, format_tag.nc),
            attributes(layer.activation(), false),
            false);
    memory.desc flat = new memory.desc(dims(new Shape(1, 1, layer.units())), to, format_tag.nhwc);
    add(
        new inner_product_forward(plan),
        inOrder(current.memory(), plan.src_desc()),
        weights(layer.name(), weights, format_tag.hwio, plan.weights_desc()),
        bias(layer.name(), layer.units()),
        next(flat),
        new Shape(1, 1, layer.units()));
  }

  private void pool() {
    Shape after = shape.after(new Layer.MaxPool());
    pooling_forward.primitive_desc plan =
        new pooling_forward.primitive_desc(
            engine,
            prop_kind.forward_inference,
            algorithm.pooling_max,
            current.memory().get_desc(),
            any(current.memory().get_desc().get_data_type(), dims(after)),
            TWO,
            TWO,
            NOTHING,
            NOTHING,
            NOTHING);
    add(new pooling_forward(plan), current.memory(), null, null, next(plan.dst_desc()), after);
  }

  private static primitive_attr attributes(Activation activation, boolean sum) {
    post_ops after = new post_ops();
    if (sum) {
      after.append_sum();
    }
    switch (activation) {
      case RELU -> after.append_eltwise(algorithm.eltwise_relu, 0, 0);
      case RELU6 -> after.append_eltwise(algorithm.eltwise_clip_v2, 0, 6);
      case NONE -> {}
    }
    primitive_attr attributes = new primitive_attr();
    attributes.set_post_ops(after);
    return attributes;
  }

  private void add(
      primitive primitive,
      memory source,
      memory weights,
      memory bias,
      Activations result,
      Shape after) {
    IntMemoryMap memories = keep(new IntMemoryMap());
    memories.put(dnnl.DNNL_ARG_SRC, source);
    if (weights != null) {
      memories.put(dnnl.DNNL_ARG_WEIGHTS, weights);
      memories.put(dnnl.DNNL_ARG_BIAS, bias);
    }
    memories.put(dnnl.DNNL_ARG_DST, result.memory());
    steps.add(new Step(keep(primitive), memories));
    current = result;
    shape = after;
  }

  /** An activation over a buffer that neither the current one nor a block's input uses. */
  private Activations next(memory.desc description) {
    int free = 0;
    while (free == current.place() || free == blockInput) {
      free++;
    }
    bufferBytes[free] = Math.max(bufferBytes[free], description.get_size());
    Activations next = new Activations(keep(new memory(description, engine, null)), free);
    activations.add(next);
    return next;
  }

  /** The memory itself, or a copy in another order that each run makes. */
  private memory inOrder(memory from, memory.desc wanted) {
    if (from.get_desc().equals(wanted)) {
      return from;
    }
    memory ordered = keep(new memory(wanted, engine));
    reorder(from, ordered);
    return ordered;
  }

  private void reorder(memory from, memory to) {
    IntMemoryMap memories = keep(new IntMemoryMap());
    memories.put(dnnl.DNNL_ARG_SRC, from);
    memories.put(dnnl.DNNL_ARG_DST, to);
    steps.add(new Step(keep(new reorder(from, to)), memories));
  }

  private memory bias(String name, int length) {
    memory bias = floats(new long[] {length}, format_tag.x);
    try (FloatPointer numbers = new FloatPointer(bias.get_data_handle())) {
      numbers.put(tensors.apply(name + ".bias"));
    }
    return bias;
  }

  private memory weights(String name, long[] dims, format_tag order, memory.desc wanted) {
    float[] values = tensors.apply(name + ".weight");
    memory weights = keep(new memory(wanted, engine));
    try (memory.desc plain = new memory.desc(dims, data_type.f32, order);
        FloatPointer numbers = new FloatPointer(values);
        memory read = new memory(plain, engine, numbers);
        reorder reorder = new reorder(read, weights)) {
      reorder.execute(stream, read, weights);
      stream._wait();
    }
    return weights;
  }

  private void allocateBuffers() {
    Pointer[] buffers = new Pointer[BUFFERS];
    for (int i = 0; i < BUFFERS; i++) {
      if (bufferBytes[i] > 0) {
        memory.desc bytes =
            new memory.desc(new long[] {bufferBytes[i]}, data_type.u8, format_tag.a);
        buffers[i] = keep(new memory(bytes, engine)).get_data_handle();
      }
    }
    activations.forEach(a -> a.memory().set_data_handle(buffers[a.place()]));
  }

  @Override
  public int images() {
    return images;
  }

  @Override
  public void run(float[] values, int offset, float[] features, int featuresOffset) {
    input.put(values, offset, (int) input.capacity());
    for (Step step : steps) {
      step.primitive().execute(stream, step.memories());
    }
    stream._wait();
    output.get(features, featuresOffset, (int) output.capacity());
  }

  @Override
  public void close() {
    kept.forEach(Pointer::close);
    kept.clear();
    steps.clear();
  }
}
