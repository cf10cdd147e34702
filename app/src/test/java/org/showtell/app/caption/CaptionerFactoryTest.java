package org.showtell.app.caption;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionerFactoryTest {
  @Test
  void aModelWithoutAttentionIsClosedAndRefused() {
    FakeCaptioner blind = new FakeCaptioner();
    CaptionerFactory factory = options -> blind;
    ModelLoadException e =
        assertThrows(
            ModelLoadException.class, () -> factory.openAttending(CaptionOptions.defaults()));
    assertTrue(e.getMessage().startsWith("The model fake has no attention"), e.getMessage());
    assertThrows(IllegalStateException.class, () -> blind.caption(List.of(new float[1])));
  }

  @Test
  void aModelThatAttendsIsOpened() throws ModelLoadException {
    PhotoCaptioner seeing = new AttendingCaptioner();
    CaptionerFactory factory = options -> seeing;
    assertSame(seeing, factory.openAttending(CaptionOptions.defaults()));
  }

  @Test
  void theUserHearsOfAModelThatAttendsOrHowToTrainOne() {
    String one = CaptionerFactory.withoutAttention("blind", List.of("starter"));
    assertTrue(one.contains("-m starter"), one);
    String none = CaptionerFactory.withoutAttention("blind", List.of());
    assertTrue(none.contains("showtell train caption"), none);
  }
}
