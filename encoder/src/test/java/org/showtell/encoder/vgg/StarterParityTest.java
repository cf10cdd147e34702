package org.showtell.encoder.vgg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.SharedData;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.weights.SafetensorsFile;

/** The trained starter, from a file's bytes to its grid, against the program that trained it. */
class StarterParityTest {
  private static final int GRID_LENGTH = 7 * 7 * 512;

  @Test
  void givesTheGridOfTheProgramThatTrainedIt() throws IOException {
    Path weights = SharedData.require("student/student_112.safetensors");
    EncoderPreset preset = EncoderPreset.named("starter");
    Preprocessing preprocessing = preset.preprocessing();
    float[] pixels =
        new ImagePreprocessor(preprocessing)
            .apply(new ImageReader().read(resource("example.png"), "example.png"));
    try (SafetensorsFile file = SafetensorsFile.open(weights);
        VggNetwork network =
            new VggNetwork(
                preset.vgg(),
                preprocessing,
                VggWeights.read(file, preset.vgg()))) {
      FeatureGrid grid = network.encodeGrid(new PixelBatch(1, 112, 112, pixels));
      assertTrue(relativeError(grid.values(), expected()) < 1e-5);
    }
  }

  /** max |a - b| / max |b|. */
  private static double relativeError(float[] actual, FloatBuffer expected) {
    assertEquals(expected.remaining(), actual.length);
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      difference = Math.max(difference, Math.abs(actual[i] - expected.get(i)));
      largest = Math.max(largest, Math.abs(expected.get(i)));
    }
    return difference / largest;
  }

  /** The numbers are the end of a npy file. */
  private static FloatBuffer expected() throws IOException {
    byte[] npy = resource("example_grid.npy");
    int length = GRID_LENGTH * Float.BYTES;
    return ByteBuffer.wrap(npy, npy.length - length, length)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = StarterParityTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
