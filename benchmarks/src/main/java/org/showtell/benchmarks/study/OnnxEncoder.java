package org.showtell.benchmarks.study;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.FeatureVector;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.ChannelOrder;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.ResizeRule;
import org.showtell.encoder.weights.ContentHash;

/**
 * A peer's encoder: an ONNX file with input {@code pixels} [N,3,224,224], RGB in [-1,1], and output
 * {@code grid} [N,D,7,7]. For studies only; the program does not ship it.
 */
final class OnnxEncoder implements ImageEncoder {
  private static final int SIDE = 224;
  private static final float HALF = 127.5f;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final EncoderSpec spec;

  OnnxEncoder(Path file) throws IOException {
    float[] half = {HALF, HALF, HALF};
    Preprocessing preprocessing =
        new Preprocessing(SIDE, SIDE, ResizeRule.SQUASH, ChannelOrder.RGB, half, half);
    try {
      session = environment.createSession(file.toString());
      float[][][][] probe = run(new PixelBatch(1, SIDE, SIDE, new float[SIDE * SIDE * 3]));
      spec =
          new EncoderSpec(
              file.getFileName().toString(),
              preprocessing,
              probe[0][0].length,
              probe[0][0][0].length,
              probe[0].length,
              probe[0].length,
              ContentHash.sha256(Files.readAllBytes(file)));
    } catch (OrtException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureGrid encodeGrid(PixelBatch pixels) {
    float[][][][] grid;
    try {
      grid = run(pixels);
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    int height = spec.gridHeight();
    int width = spec.gridWidth();
    int size = spec.gridSize();
    float[] values = new float[pixels.batch() * height * width * size];
    int at = 0;
    for (int n = 0; n < pixels.batch(); n++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int d = 0; d < size; d++) {
            values[at++] = grid[n][d][y][x];
          }
        }
      }
    }
    return new FeatureGrid(pixels.batch(), height, width, size, values);
  }

  private float[][][][] run(PixelBatch pixels) throws OrtException {
    int plane = pixels.height() * pixels.width();
    float[] planes = new float[pixels.values().length];
    for (int n = 0; n < pixels.batch(); n++) {
      for (int i = 0; i < plane; i++) {
        for (int c = 0; c < PixelBatch.CHANNELS; c++) {
          planes[(n * PixelBatch.CHANNELS + c) * plane + i] =
              pixels.values()[(n * plane + i) * PixelBatch.CHANNELS + c];
        }
      }
    }
    long[] shape = {pixels.batch(), PixelBatch.CHANNELS, pixels.height(), pixels.width()};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes), shape);
        OrtSession.Result result = session.run(Map.of("pixels", input))) {
      return (float[][][][]) result.get("grid").orElseThrow().getValue();
    }
  }

  @Override
  public FeatureVector encodeVector(PixelBatch pixels) {
    return encodeGrid(pixels).mean();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
