package org.showtell.encoder.training.teacher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BilinearTest {
  @TempDir private Path folder;

  /** torch.nn.functional.interpolate(tensor([[0,1],[2,3]]), size=(4,4), mode="bilinear"). */
  @Test
  void enlargesAsPyTorch() {
    float[] expected = {
      0, 0.25f, 0.75f, 1, 0.5f, 0.75f, 1.25f, 1.5f, 1.5f, 1.75f, 2.25f, 2.5f, 2, 2.25f, 2.75f, 3
    };
    assertArrayEquals(expected, Bilinear.resize(new float[] {0, 1, 2, 3}, 1, 2, 2, 1, 4, 4), 1e-6f);
  }

  @Test
  void planesAndPixelsAreEachOthersWayBack() {
    float[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    float[] planes = Planes.fromPixels(pixels, 2, 2, 3);
    assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12}, planes);
    assertArrayEquals(pixels, Planes.toPixels(planes, 2, 2, 3));
  }

  @Test
  void aTeacherThatIsNotThereIsNamed() {
    IOException refused =
        assertThrows(IOException.class, () -> Teacher.open(folder.resolve("no.onnx")));
    assertTrue(refused.getMessage().contains("there is no such file"), refused.getMessage());
  }
}
