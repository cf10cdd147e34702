package org.showtell.encoder.training.teacher;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.weights.ContentHash;

/**
 * An ONNX file with input {@code pixels} [N,3,H,W], RGB in [-1,1], and outputs {@code grid}
 * [N,D,h,w], {@code pooled} [N,D] and {@code logits} [N,C].
 */
final class OnnxTeacher implements Teacher {
  private static final String INPUT = "pixels";
  private static final String[] OUTPUTS = {"grid", "pooled", "logits"};
  private static final float HALF = 127.5f;
  private static final int USUAL_SIDE = 224;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final int side;
  private final int size;
  private final int classes;
  private final String hash;

  private OnnxTeacher(Path file) throws OrtException, IOException {
    environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // A student learns beside it: half of the cores, and none spent on waiting.
      options.setIntraOpNumThreads(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = environment.createSession(file.toString(), options);
    }
    try {
      Map<String, NodeInfo> inputs = session.getInputInfo();
      if (!inputs.keySet().equals(java.util.Set.of(INPUT))
          || !session.getOutputNames().containsAll(java.util.Set.of(OUTPUTS))) {
        throw new IOException(
            file
                + ": a teacher has the input pixels and the outputs grid, pooled and logits, but"
                + " this model has "
                + inputs.keySet()
                + " and "
                + session.getOutputNames());
      }
      long[] shape = ((TensorInfo) inputs.get(INPUT).getInfo()).getShape();
      side = shape.length == 4 && shape[2] > 0 ? (int) shape[2] : USUAL_SIDE;
      hash = ContentHash.sha256(Files.readAllBytes(file));
      TeacherView view = look(new PixelBatch(1, side, side, new float[side * side * 3]));
      size = view.grid().size();
      classes = view.logits().length;
    } catch (OrtException | IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  static Teacher open(Path file) throws IOException {
    try {
      return new OnnxTeacher(file);
    } catch (OrtException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public TeacherView look(PixelBatch rgb) {
    int photos = rgb.batch();
    float[] large = Bilinear.resize(rgb.values(), photos, rgb.height(), rgb.width(), 3, side, side);
    float[] planes = Planes.fromPixels(large, photos, side * side, 3);
    for (int i = 0; i < planes.length; i++) {
      planes[i] = planes[i] / HALF - 1f;
    }
    long[] shape = {photos, 3, side, side};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes), shape);
        OrtSession.Result result = session.run(Map.of(INPUT, input))) {
      OnnxTensor grid = output(result, OUTPUTS[0]);
      long[] dimensions = grid.getInfo().getShape();
      int channels = (int) dimensions[1];
      int height = (int) dimensions[2];
      int width = (int) dimensions[3];
      return new TeacherView(
          new FeatureGrid(
              photos,
              height,
              width,
              channels,
              Planes.toPixels(floats(grid), photos, height * width, channels)),
          floats(output(result, OUTPUTS[1])),
          floats(output(result, OUTPUTS[2])));
    } catch (OrtException e) {
      throw new IllegalStateException("the teacher: " + e.getMessage(), e);
    }
  }

  private static OnnxTensor output(OrtSession.Result result, String name) {
    return (OnnxTensor) result.get(name).orElseThrow();
  }

  private static float[] floats(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the teacher: " + e.getMessage(), e);
    }
  }
}
