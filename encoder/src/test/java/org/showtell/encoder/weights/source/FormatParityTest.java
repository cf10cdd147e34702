package org.showtell.encoder.weights.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.modelimport.keras.preprocessors.TensorFlowCnnToFeedForwardPreProcessor;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.network.ForwardEngine;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.vgg.VggNetwork;
import org.showtell.encoder.vgg.VggWeights;

/**
 * Seeded weights written in each format and read by the program give the features that
 * Deeplearning4j's own layers compute with the same weights, on the grid and as a vector; the
 * latter shows the order of fc1's rows.
 */
class FormatParityTest {
  private static final int DIVISOR = 16;
  private static final double TOLERANCE = 1e-4;

  @TempDir private Path folder;

  @Test
  void everyFormatGivesTheFeaturesOfTheZoosGraph() throws IOException {
    checkEveryFormat(DIVISOR);
  }

  @Test
  @Tag("large")
  void everyFormatGivesTheFeaturesOfTheZoosGraphAtFullWidth() throws IOException {
    checkEveryFormat(1);
  }

  private void checkEveryFormat(int divisor) throws IOException {
    PixelBatch pixels = ReferenceVgg.pixels(3);
    Path file = folder.resolve("weights");
    try (ReferenceVgg reference = ReferenceVgg.zoo(divisor, 5)) {
      ReferenceVgg.Features expected = reference.features(pixels);

      ModelSerializer.writeModel(reference.graph(), file.toFile(), true);
      String hash = check(oxford(divisor), file, pixels, expected);

      FormatWriters.keras(reference, file, true);
      assertEquals(hash, check(oxford(divisor), file, pixels, expected));

      FormatWriters.keras(reference, file, false);
      checkGrid(oxford(divisor), file, pixels, expected);

      FormatWriters.safetensors(FormatWriters.showtell(reference), file);
      assertEquals(hash, check(oxford(divisor), file, pixels, expected));

      FormatWriters.safetensors(FormatWriters.torch(reference), file);
      assertEquals(hash, check(torchvision(divisor), file, pixels, expected));

      TorchWriter.zip(FormatWriters.torch(reference), file);
      assertEquals(hash, check(torchvision(divisor), file, pixels, expected));

      TorchWriter.legacy(FormatWriters.torch(reference), file);
      assertEquals(hash, check(torchvision(divisor), file, pixels, expected));
    }
  }

  @Test
  void anImportedGraphWithChannelsFirst() throws IOException {
    checkImported(
        CNN2DFormat.NCHW, new CnnToFeedForwardPreProcessor(7, 7, 512 / DIVISOR, CNN2DFormat.NCHW));
  }

  @Test
  void anImportedGraphWithChannelsLast() throws IOException {
    checkImported(
        CNN2DFormat.NHWC, new CnnToFeedForwardPreProcessor(7, 7, 512 / DIVISOR, CNN2DFormat.NHWC));
  }

  // The zoo's own file was imported by an early version, which may have left this one in it.
  @SuppressWarnings("deprecation")
  @Test
  void anImportedGraphThatFlattensAsTensorFlowDoes() throws IOException {
    checkImported(
        CNN2DFormat.NCHW, new TensorFlowCnnToFeedForwardPreProcessor(7, 7, 512 / DIVISOR));
  }

  @Test
  void vgg19() throws IOException {
    VggArchitecture narrow = VggArchitecture.vgg19("vgg19", true, DIVISOR);
    checkImported(
        narrow,
        CNN2DFormat.NCHW,
        new CnnToFeedForwardPreProcessor(7, 7, 512 / DIVISOR, CNN2DFormat.NCHW));
  }

  private void checkImported(CNN2DFormat format, InputPreProcessor flatten) throws IOException {
    checkImported(VggArchitecture.vgg16("vgg16", true, DIVISOR), format, flatten);
  }

  private void checkImported(
      VggArchitecture architecture, CNN2DFormat format, InputPreProcessor flatten)
      throws IOException {
    PixelBatch pixels = ReferenceVgg.pixels(7);
    Path file = folder.resolve("graph.zip");
    try (ReferenceVgg reference = ReferenceVgg.keras(architecture, format, flatten, 11)) {
      ModelSerializer.writeModel(reference.graph(), file.toFile(), false);
      check(preset(architecture, WeightOrigin.OXFORD), file, pixels, reference.features(pixels));
    }
  }

  private static EncoderPreset oxford(int divisor) {
    return preset(VggArchitecture.vgg16("vgg16", true, divisor), WeightOrigin.OXFORD);
  }

  private static EncoderPreset torchvision(int divisor) {
    return preset(
        VggArchitecture.vgg16("vgg16-torchvision", true, divisor), WeightOrigin.TORCHVISION);
  }

  private static EncoderPreset preset(VggArchitecture architecture, WeightOrigin origin) {
    return new EncoderPreset(
        architecture.name(), architecture, Preprocessing.vgg(), origin, List.of(), "none");
  }

  /** Compares grid and vector and gives the weights' hash. */
  private static String check(
      EncoderPreset preset, Path file, PixelBatch pixels, ReferenceVgg.Features expected)
      throws IOException {
    checkGrid(preset, file, pixels, expected);
    VggWeights weights = VggWeights.read(file, preset, FeatureKind.VECTOR);
    try (VggNetwork network = network(preset.vgg(), preset, weights)) {
      assertClose(expected.grid(), network.encodeGrid(pixels).values());
      assertClose(expected.vector(), network.encodeVector(pixels).values());
    } finally {
      Files.deleteIfExists(file);
    }
    return weights.hash();
  }

  private static void checkGrid(
      EncoderPreset preset, Path file, PixelBatch pixels, ReferenceVgg.Features expected)
      throws IOException {
    VggWeights weights = VggWeights.read(file, preset, FeatureKind.GRID);
    VggArchitecture gridOnly = VggWeights.architecture(preset, FeatureKind.GRID);
    try (VggNetwork network = network(gridOnly, preset, weights)) {
      assertClose(expected.grid(), network.encodeGrid(pixels).values());
    }
  }

  /** max |a - b| / max |b|. */
  private static void assertClose(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    assertTrue(largest > 0.1, "the reference must say something, but its maximum is " + largest);
    assertTrue(difference / largest < TOLERANCE, "relative error " + difference / largest);
  }

  /** With 32 bits: half of them would not show an error of 1e-4. */
  private static VggNetwork network(
      VggArchitecture architecture, EncoderPreset preset, VggWeights weights) {
    return new VggNetwork(
        architecture, preset.preprocessing(), weights, ForwardEngine.fastestOf32Bits());
  }
}
