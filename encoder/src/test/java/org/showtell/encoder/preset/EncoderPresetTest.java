package org.showtell.encoder.preset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.encoder.preset.EfficientNetArchitecture.MobileBlock;
import org.showtell.encoder.preset.Preprocessing.ChannelOrder;
import org.showtell.encoder.preset.Preprocessing.ResizeRule;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.VggArchitecture.DenseLayer;
import org.showtell.encoder.preset.VggArchitecture.VectorSource;

class EncoderPresetTest {
  @Test
  void namesTheShippedPresetFirst() {
    assertEquals(
        List.of(
            "efficientnet-lite2",
            "vgg16",
            "vgg16-notop",
            "vgg16-torchvision",
            "vgg19",
            "vgg19-notop",
            "small-vgg"),
        EncoderPreset.names());
  }

  @Test
  void everyPresetIsComplete() {
    for (String name : EncoderPreset.names()) {
      EncoderPreset preset = EncoderPreset.named(name);
      assertEquals(name, preset.name());
      assertEquals(name, preset.architecture().name());
      assertFalse(preset.publishedMetric().isBlank(), name);
      for (WeightSource source : preset.sources()) {
        assertEquals("https", source.url().getScheme(), name);
        assertFalse(source.licence().isBlank(), name);
        // The numbers of the preset's layers in single precision, and what a file adds to them.
        VggArchitecture architecture = preset.vgg();
        long classifier = architecture.dense().isEmpty() ? 0 : 4096 * 1000 + 1000;
        long rest = source.bytes() - 4 * (architecture.parameters() + classifier);
        assertTrue(rest > 0 && rest < 100_000, name + ": " + rest);
      }
      assertEquals(
          preset.origin() == WeightOrigin.SHOWTELL || preset.origin() == WeightOrigin.GOOGLE,
          preset.sources().isEmpty(),
          name);
      assertEquals(
          preset.origin() == WeightOrigin.OXFORD,
          preset.preprocessing().equals(Preprocessing.vgg()),
          name);
    }
  }

  @Test
  void sizesAreThoseOfThePapers() {
    VggArchitecture small = EncoderPreset.named("small-vgg").vgg();
    assertEquals(List.of(7, 7, 512, 512), sizes(small));
    // The bytes of its tensors in half precision.
    assertEquals(9_332_096 / 2, small.parameters());
    VggArchitecture vgg16 = EncoderPreset.named("vgg16").vgg();
    assertEquals(List.of(14, 14, 512, 4096), sizes(vgg16));
    // 138,357,544 with the classifier of 1000 classes, which is left out here.
    assertEquals(138_357_544 - 4096 * 1000 - 1000, vgg16.parameters());
    VggArchitecture noTop = EncoderPreset.named("vgg16-notop").vgg();
    assertEquals(List.of(14, 14, 512, 0), sizes(noTop));
    assertEquals(14_714_688, noTop.parameters());
    assertEquals(noTop.tensorShapes(), vgg16.gridOnly().tensorShapes());
    assertEquals(
        vgg16.tensorShapes(),
        EncoderPreset.named("vgg16-torchvision").architecture().tensorShapes());
    VggArchitecture vgg19 = EncoderPreset.named("vgg19").vgg();
    assertEquals(List.of(14, 14, 512, 4096), sizes(vgg19));
    assertEquals(143_667_240 - 4096 * 1000 - 1000, vgg19.parameters());
    assertEquals(20_024_384, EncoderPreset.named("vgg19-notop").architecture().parameters());
  }

  @Test
  void efficientNetHasTheNumbersOfItsTable() {
    EncoderPreset preset = EncoderPreset.named("efficientnet-lite2");
    EfficientNetArchitecture lite2 = (EfficientNetArchitecture) preset.architecture();
    assertEquals(List.of(9, 9, 1280, 1280), sizes(lite2));
    assertEquals(21, lite2.blocks().size());
    // The published file's numbers, the classifier of 1000 classes among them.
    assertEquals(6_063_024, lite2.parameters());
    assertEquals(List.of(96, 16, 1, 1), lite2.tensorShapes().get("blocks.1.expand.weight"));
    assertEquals(
        "260x260 SQUASH RGB mean [127.0, 127.0, 127.0] std [128.0, 128.0, 128.0]",
        preset.preprocessing().fingerprint());
    assertThrows(IllegalArgumentException.class, () -> preset.atSide(224));
    assertEquals(preset.architecture(), preset.atSide(260).architecture());
  }

  @Test
  void onlyPlainConvolutionsCanLearn() {
    EncoderPreset preset = EncoderPreset.named("efficientnet-lite2");
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> preset.vgg());
    assertTrue(error.getMessage().contains("plain 3x3 convolutions"), error.getMessage());
    assertEquals(EncoderPreset.named("vgg16").architecture(), EncoderPreset.named("vgg16").vgg());
  }

  @Test
  void rejectsBlocksAndNetworksThatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> new MobileBlock(4, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new MobileBlock(3, 3, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new MobileBlock(3, 1, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new EfficientNetArchitecture("x", 8, 8, 4, List.of(), 4, 2));
  }

  @Test
  void rejectsAnUnknownNameAndNamesTheKnown() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> EncoderPreset.named("vgg61"));
    assertEquals(
        "there is no encoder preset 'vgg61'; there are efficientnet-lite2, vgg16,"
            + " vgg16-notop, vgg16-torchvision, vgg19, vgg19-notop, small-vgg",
        error.getMessage());
  }

  @Test
  void rejectsPreprocessingOfAnotherSize() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new EncoderPreset(
                "small-vgg",
                VggArchitecture.small("small-vgg"),
                Preprocessing.vgg(),
                WeightOrigin.SHOWTELL,
                List.of(),
                "none"));
  }

  @Test
  void rejectsDenseLayersThatNothingReads() {
    List<List<ConvLayer>> stages = List.of(List.of(new ConvLayer("conv1", 4)));
    List<DenseLayer> dense = List.of(new DenseLayer("fc1", 4));
    assertThrows(
        IllegalArgumentException.class,
        () -> new VggArchitecture("x", 8, 8, stages, dense, VectorSource.GRID_MEAN));
    assertThrows(
        IllegalArgumentException.class,
        () -> new VggArchitecture("x", 8, 8, stages, List.of(), VectorSource.DENSE));
    assertThrows(
        IllegalArgumentException.class,
        () -> new VggArchitecture("x", 1, 1, stages, dense, VectorSource.DENSE));
  }

  @Test
  void fingerprintsDifferWhereverPixelsWould() {
    Preprocessing vgg = Preprocessing.vgg();
    assertEquals(
        "224x224 SQUASH BGR mean [103.939, 116.779, 123.68] std [1.0, 1.0, 1.0]",
        vgg.fingerprint());
    assertEquals(Preprocessing.vgg(), vgg);
    Preprocessing swapped =
        new Preprocessing(224, 224, ResizeRule.SQUASH, ChannelOrder.RGB, vgg.mean(), vgg.std());
    assertFalse(vgg.equals(swapped));
    assertEquals(
        "224x224 INNER_CROP RGB mean [123.675, 116.28, 103.53] std [58.395, 57.12, 57.375]",
        EncoderPreset.named("vgg16-torchvision").preprocessing().fingerprint());
    vgg.mean()[0] = 0;
    assertEquals(Preprocessing.vgg(), vgg);
  }

  @Test
  void rejectsPreprocessingThatGivesNoNumbers() {
    float[] three = {1, 1, 1};
    assertThrows(
        IllegalArgumentException.class,
        () -> new Preprocessing(0, 1, ResizeRule.SQUASH, ChannelOrder.RGB, three, three));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Preprocessing(1, 1, ResizeRule.SQUASH, ChannelOrder.RGB, three, new float[3]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Preprocessing(1, 1, ResizeRule.SQUASH, ChannelOrder.RGB, new float[1], three));
  }

  private static List<Integer> sizes(EncoderArchitecture architecture) {
    assertTrue(architecture.parameters() > 0);
    return List.of(
        architecture.gridHeight(),
        architecture.gridWidth(),
        architecture.gridSize(),
        architecture.vectorSize());
  }
}
