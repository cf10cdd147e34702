package org.showtell.encoder.colour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LightConversionTest {
  private static final int BT2020 = 9;
  private static final int PQ = 16;
  private static final int HLG = 18;

  private static int grey(int transfer, double stored) {
    short number = (short) Math.round(stored * 65535);
    byte[] rgb =
        LightConversion.ofCodes(BT2020, transfer)
            .orElseThrow()
            .toBytes(new short[] {number, number, number});
    assertEquals(rgb[0], rgb[1], "grey stays grey");
    assertEquals(rgb[0], rgb[2], "grey stays grey");
    return rgb[0] & 0xff;
  }

  /** PQ's inverse EOTF (BT.2100, table 4). */
  private static double pqOf(double candelas) {
    double power = Math.pow(candelas / 10_000, 2610.0 / 16384);
    double ratio = (3424.0 / 4096 + 2413.0 / 4096 * 32 * power) / (1 + 2392.0 / 4096 * 32 * power);
    return Math.pow(ratio, 2523.0 / 4096 * 128);
  }

  private static double srgbOf(double light) {
    return 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
  }

  @Test
  void greyCardsAreWhereDisplaysOfBothKindsShowThem() {
    // BT.2408, table 1: an 18 % grey card is 26 cd/m2, 38 % of PQ's range and 38 % of HLG's.
    assertEquals(0.38, pqOf(26), 0.005);
    assertEquals(255 * srgbOf(26.0 / 203), grey(PQ, pqOf(26)), 2);
    assertEquals(255 * srgbOf(0.18), grey(HLG, 0.38), 2);
  }

  @Test
  void graphicsWhiteIsNearlyWhiteAndHighlightsGoOn() {
    assertEquals(pqOf(203), 0.58, 0.005);
    for (double[] white : new double[][] {{PQ, pqOf(203)}, {HLG, 0.75}}) {
      int stored = grey((int) white[0], white[1]);
      assertTrue(stored > 240 && stored < 253, "white is " + stored);
    }
    assertTrue(grey(PQ, pqOf(400)) > grey(PQ, pqOf(203)));
    assertTrue(grey(PQ, pqOf(1000)) > grey(PQ, pqOf(400)));
    assertTrue(grey(HLG, 1) > grey(HLG, 0.85));
    assertEquals(255, grey(PQ, 1), 1);
    assertEquals(0, grey(PQ, 0));
    assertEquals(0, grey(HLG, 0));
  }

  @Test
  void eightBitsGiveNearlyTheSameAsSixteen() {
    LightConversion conversion = LightConversion.ofCodes(BT2020, PQ).orElseThrow();
    for (int v = 0; v < 256; v++) {
      byte[] rgb = {(byte) v, (byte) (v / 2), (byte) (255 - v)};
      short[] wide = {(short) (v * 257), (short) (v / 2 * 257), (short) ((255 - v) * 257)};
      byte[] fromWide = conversion.toBytes(wide);
      conversion.apply(rgb);
      assertArrayEquals(fromWide, rgb);
    }
  }

  @Test
  void matrixOfBt2020IsThatOfBt2087() {
    double[][] published = {
      {1.6605, -0.5876, -0.0728}, {-0.1246, 1.1329, -0.0083}, {-0.0182, -0.1006, 1.1187}
    };
    double[][] matrix = Primaries.ofCode(BT2020).orElseThrow().toBt709();
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(published[i], matrix[i], 0.0002);
    }
  }

  @Test
  void theWhiteOfCinemasBecomesWhite() {
    double[][] matrix = Primaries.ofCode(11).orElseThrow().toBt709();
    for (double[] row : matrix) {
      assertEquals(1, row[0] + row[1] + row[2], 1e-6);
    }
  }

  @Test
  void nothingIsConvertedThatPlayersShowAsItIs() {
    for (int primaries : new int[] {0, 1, 2, 5, 6, 7, 99}) {
      for (int transfer : new int[] {0, 1, 2, 6, 7, 13, 14, 15, 99}) {
        assertEquals(Optional.empty(), LightConversion.ofCodes(primaries, transfer));
      }
    }
  }

  @Test
  void refusesPrimariesWithoutArea() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Primaries(0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.31, 0.33));
    assertThrows(
        IllegalArgumentException.class, () -> new ColourProfile.Measured(Primaries.BT709, 0));
  }
}
