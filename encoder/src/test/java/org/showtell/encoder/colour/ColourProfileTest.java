package org.showtell.encoder.colour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.showtell.encoder.colour.ColourProfile.Icc;

class ColourProfileTest {
  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    IntStream.range(0, values.length).forEach(i -> bytes[i] = (byte) values[i]);
    return bytes;
  }

  private static void assertNear(byte[] wanted, byte[] found, int tolerance) {
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i] & 0xff, found[i] & 0xff, tolerance, "number " + i);
    }
  }

  private static byte[] converted(ColourProfile profile, int... rgb)
      throws UnusableProfileException {
    byte[] pixels = bytes(rgb);
    profile.conversion(false).apply(pixels);
    return pixels;
  }

  @Test
  void convertsAdobeRgbAlikeByProfileByGammaAndByCode() throws UnusableProfileException {
    // sRGB (200, 60, 60) in Adobe RGB, by the equations of both standards.
    ColourProfile icc = new Icc(IccBytes.matrix(563.0 / 256, IccBytes.ADOBE));
    assertNear(bytes(200, 60, 60), converted(icc, 173, 62, 62), 2);
    assertNear(bytes(200, 60, 60), converted(ColourProfile.ADOBE_RGB, 173, 62, 62), 2);
    assertNear(bytes(0, 0, 0, 255, 255, 255), converted(icc, 0, 0, 0, 255, 255, 255), 0);
  }

  @Test
  void convertsDisplayP3AlikeByProfileAndByCode() throws UnusableProfileException {
    ColourProfile icc = new Icc(IccBytes.matrix(2.2, IccBytes.DISPLAY_P3));
    ColourProfile codes = new ColourProfile.Coded(12, 4);
    int[] colours = {234, 51, 35, 120, 200, 90, 20, 30, 180, 128, 128, 128};
    assertNear(converted(icc, colours), converted(codes, colours), 2);
    // sRGB's red in Display P3.
    assertNear(bytes(255, 0, 0), converted(new ColourProfile.Coded(12, 13), 234, 51, 35), 3);
  }

  @Test
  void prophotoIsDarkerAndPalerThanItsColours() throws UnusableProfileException {
    // Light of 18 % is stored as 98 with a gamma of 1.8, and as 118 in sRGB.
    ColourProfile icc = new Icc(IccBytes.matrix(1.8, IccBytes.PROPHOTO));
    byte[] grey = converted(icc, 98, 98, 98);
    assertNear(bytes(118, 118, 118), grey, 2);
    byte[] red = converted(icc, 150, 70, 60);
    assertTrue((red[0] & 0xff) > 190 && (red[1] & 0xff) < 60, Arrays.toString(red));
  }

  @Test
  void leavesSrgbAlone() throws UnusableProfileException {
    byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    assertSame(ColourConversion.NONE, new Icc(srgb).conversion(false));
    assertSame(ColourConversion.NONE, new Icc(srgb).conversion(true));
    assertSame(ColourConversion.NONE, ColourProfile.SRGB.conversion(false));
    assertSame(ColourConversion.NONE, new ColourProfile.Coded(1, 1).conversion(false));
    assertSame(ColourConversion.NONE, new ColourProfile.Coded(2, 2).conversion(false));
    assertSame(
        ColourConversion.NONE,
        new ColourProfile.Measured(Primaries.BT709, 100_000.0 / 45_455).conversion(false));
  }

  @Test
  void convertsGrey() throws UnusableProfileException {
    byte[] pixels = bytes(98, 98, 98, 255, 255, 255, 0, 0, 0);
    new Icc(IccBytes.grey(1.8)).conversion(true).apply(pixels);
    assertNear(bytes(118, 118, 118, 255, 255, 255, 0, 0, 0), pixels, 1);
  }

  @Test
  void convertsInks() throws UnusableProfileException {
    byte[] rgb =
        new Icc(IccBytes.blackOnly())
            .inks()
            .orElseThrow()
            .toRgb(bytes(255, 255, 0, 0, 0, 0, 0, 255));
    assertNear(bytes(255, 255, 255, 0, 0, 0), rgb, 2);
  }

  @Test
  void refusesAProfileOfAnotherKindOfImage() {
    Icc grey = new Icc(IccBytes.grey(1.8));
    Icc inks = new Icc(IccBytes.blackOnly());
    Icc light = new Icc(IccBytes.matrix(1.8, IccBytes.PROPHOTO));
    assertEquals(
        "it is of 1 colours, for an image of three",
        assertThrows(UnusableProfileException.class, () -> grey.conversion(false)).getMessage());
    assertThrows(UnusableProfileException.class, () -> inks.conversion(false));
    assertThrows(UnusableProfileException.class, () -> inks.conversion(true));
    assertThrows(UnusableProfileException.class, light::inks);
  }

  @Test
  void refusesTablesThatStateMoreThanTheyHave() {
    String message = refusal(IccBytes.inks(200, new byte[48]));
    assertTrue(message.startsWith("its table A2B0 states more than its"), message);
    byte[] newer =
        IccBytes.joined(
            IccBytes.text("mAB "),
            new byte[] {0, 0, 0, 0, 3, 3, 0, 0},
            IccBytes.ints(32, 0, 0, 32, 0),
            bytes(255, 255, 255),
            new byte[60]);
    assertTrue(refusal(IccBytes.matrixWith("A2B0", newer)).contains("states more"));
    byte[] wide = newer.clone();
    wide[8] = 15;
    assertEquals("it is of 15 colours", refusal(IccBytes.matrixWith("A2B0", wide)));
    byte[] program = IccBytes.joined(IccBytes.text("mpet"), new byte[20]);
    assertTrue(refusal(IccBytes.matrixWith("D2B0", program)).contains("D2B0"));
  }

  @Test
  void refusesWhatIsNoProfile() {
    assertEquals("it is cut off", refusal(new byte[0]));
    assertEquals("it is no ICC profile", refusal(new byte[200]));
    String message = refusal(new byte[(8 << 20) + 1]);
    assertTrue(message.contains("at most 8388608 are read"), message);
    byte[] whole = IccBytes.matrix(1.8, IccBytes.PROPHOTO);
    for (int length = 0; length < whole.length - 4; length += 7) {
      refusal(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void damageIsNeverWorseThanARefusal() {
    for (byte[] whole :
        new byte[][] {
          IccBytes.matrix(1.8, IccBytes.ADOBE), IccBytes.blackOnly(), IccBytes.grey(2)
        }) {
      for (int seed = 0; seed < 150; seed++) {
        Random random = new Random(seed);
        byte[] damaged = whole.clone();
        for (int i = 0; i <= random.nextInt(6); i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        try {
          new Icc(damaged).conversion(random.nextBoolean()).apply(new byte[30]);
          new Icc(damaged).inks();
        } catch (UnusableProfileException e) {
          assertTrue(!e.getMessage().isBlank(), "seed " + seed);
        }
      }
    }
  }

  @Test
  void convertsTheSameOnSeveralThreads() throws UnusableProfileException {
    ColourConversion conversion =
        new Icc(IccBytes.matrix(1.8, IccBytes.PROPHOTO)).conversion(false);
    byte[] noise = new byte[300_000];
    new Random(3).nextBytes(noise);
    byte[] once = noise.clone();
    conversion.apply(once);
    IntStream.range(0, 8)
        .parallel()
        .forEach(
            i -> {
              byte[] again = noise.clone();
              conversion.apply(again);
              assertArrayEquals(once, again);
            });
  }

  private static String refusal(byte[] profile) {
    return assertThrows(
            UnusableProfileException.class,
            () -> {
              new Icc(profile).inks();
              new Icc(profile).conversion(false);
            })
        .getMessage();
  }
}
