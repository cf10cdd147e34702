package org.showtell.app.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.showtell.app.caption.ScoredCaption;

class VideoCuesTest {
  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static List<String> cues(boolean merge, Object... startsAndCaptions) {
    VideoCues cues = new VideoCues(merge, 0);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < startsAndCaptions.length; i += 2) {
      ScoredCaption caption = new ScoredCaption((String) startsAndCaptions[i + 1], -1 - i);
      Duration start = Duration.ofSeconds((int) startsAndCaptions[i]);
      cues.add(start, caption, List.of(), Optional.empty())
          .map(VideoCuesTest::text)
          .ifPresent(texts::add);
    }
    cues.end(seconds(9.5)).map(VideoCuesTest::text).ifPresent(texts::add);
    return texts;
  }

  private static String text(VideoCue cue) {
    return cue.start().toMillis() + "-" + cue.end().toMillis() + " " + cue.caption().text();
  }

  @Test
  void cuesFollowEachOtherAndEndWithTheVideo() {
    assertEquals(
        List.of("0-2000 a dog", "2000-4000 a dog", "4000-9500 a cat"),
        cues(false, 0, "a dog", 2, "a dog", 4, "a cat"));
    assertEquals(List.of(), cues(false));
  }

  @Test
  void equalNeighboursBecomeOneCueWhereThatIsWanted() {
    assertEquals(
        List.of("0-4000 a dog", "4000-6000 a cat", "6000-9500 a dog"),
        cues(true, 0, "a dog", 2, "a dog", 4, "a cat", 6, "a dog"));
  }

  @Test
  void mergedCueHasTheWordsThatTheModelLikesBest() {
    VideoCues cues = new VideoCues(true, 0);
    cues.add(
        seconds(0), new ScoredCaption("a dog runs on the grass", -2), List.of(), Optional.empty());
    cues.add(
        seconds(2),
        new ScoredCaption("the dog runs on the grass", -1),
        List.of(),
        Optional.empty());
    cues.add(
        seconds(4), new ScoredCaption("a dog runs on the grass", -3), List.of(), Optional.empty());
    VideoCue cue = cues.end(seconds(6)).orElseThrow();
    assertEquals("0-6000 the dog runs on the grass", text(cue));
    assertEquals(-1, cue.caption().score());
  }

  @Test
  void refusesTimesThatRunBack() {
    ScoredCaption caption = new ScoredCaption("a dog", -1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new VideoCue(seconds(2), seconds(1), caption, List.of(), Optional.empty()));
  }
}
