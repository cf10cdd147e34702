package org.showtell.app.cli.doctor;

import java.util.Base64;

/** The smallest picture there is: one grey pixel. What it shows does not change the time. */
final class GreyImage {
  static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNo"
                  + "aGgAAAMEAYFL09IQAAAAAElFTkSuQmCC");

  private GreyImage() {}
}
