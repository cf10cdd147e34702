package org.showtell.encoder.video;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.showtell.encoder.image.Orientation;

class DisplayMatrixTest {
  // The numbers of EXIF: 6 is a quarter turn with the clock, 8 against it, 2 and 4 are mirrors.
  @ParameterizedTest
  @CsvSource({
    "1,0,0,1,1",
    "-1,0,0,1,2",
    "-1,0,0,-1,3",
    "1,0,0,-1,4",
    "0,1,1,0,5",
    "0,1,-1,0,6",
    "0,-1,-1,0,7",
    "0,-1,1,0,8",
    "0,0,0,0,1"
  })
  void matrixIsTheTurnThatExifNumbers(int a, int b, int c, int d, int exif) {
    assertEquals(new Orientation(exif), DisplayMatrix.of(a << 16, b << 16, c << 16, d << 16));
  }
}
