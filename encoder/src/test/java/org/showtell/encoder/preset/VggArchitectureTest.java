package org.showtell.encoder.preset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;

class VggArchitectureTest {
  @Test
  void aStackIsReadFromItsLayers() {
    VggArchitecture stack = VggArchitecture.stack("small", 64, "32,P, 64,p,128,128");
    assertEquals(3, stack.stages().size());
    assertEquals(
        List.of(new ConvLayer("conv3", 128), new ConvLayer("conv4", 128)), stack.stages().get(2));
    assertEquals(16, stack.gridHeight());
    assertEquals(128, stack.vectorSize());
    assertEquals(List.of(3, 3, 64, 128), stack.tensorShapes().get("conv3.weight"));
  }

  @Test
  void theSmallNetworkIsSuchAStack() {
    assertEquals(
        VggArchitecture.small("small"),
        VggArchitecture.stack("small", 112, "32,P,64,P,128,128,P,256,256,P,512,512"));
  }

  @Test
  void convolutionsTakeOtherSizesWithTheSameWeights() {
    VggArchitecture large = VggArchitecture.small("small").atSide(144);
    assertEquals(9, large.gridWidth());
    assertEquals(VggArchitecture.small("small").tensorShapes(), large.tensorShapes());
    assertThrows(IllegalArgumentException.class, () -> large.atSide(120));
    assertThrows(IllegalArgumentException.class, () -> large.atSide(0));
    VggArchitecture dense = VggArchitecture.vgg16("vgg16", true, 8);
    assertThrows(IllegalArgumentException.class, () -> dense.atSide(112));
  }

  @Test
  void whatIsNoLayerIsNamed() {
    for (String layers : List.of("32,Q", "0", "", "32,,64", "-3")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> VggArchitecture.stack("s", 64, layers));
      assertTrue(refused.getMessage().contains("layers are numbers of filters"), layers);
    }
    for (String layers : List.of("32,P", "P,32", "32,P,P,32")) {
      assertThrows(IllegalArgumentException.class, () -> VggArchitecture.stack("s", 64, layers));
    }
  }
}
