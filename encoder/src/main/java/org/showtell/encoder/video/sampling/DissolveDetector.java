package org.showtell.encoder.video.sampling;

import java.util.ArrayList;
import java.util.List;
import org.showtell.encoder.video.VideoFile;

/**
 * Finds dissolves. There every frame is a mixture of an earlier and a later one, with less and less
 * of the earlier (the model of Hampapur, Jain and Weymouth 1995), and the two are different images.
 * Where a camera pans, the frames between are no mixtures; where it gets darker, the two are the
 * same image but for its brightness.
 */
final class DissolveDetector {
  private static final long SPACING_MICROS = 80_000;
  private static final long[] LENGTHS_MICROS = {700_000, 1_400_000, 2_500_000, 4_000_000};

  /** Frames between the ends that distinguish a dissolve from a cut. */
  private static final int LEAST_MIXTURES = 3;

  private static final double LEAST_SHARE = 0.1;

  /**
   * From this share of the time on, only the later image may be left: otherwise the change is not
   * over yet.
   */
  private static final double STEADY_FROM = 0.85;

  private static final double MOST_REST = 0.25;
  private static final double MOST_RISE = 0.08;
  private static final double MOST_CORRELATION = 0.6;
  private static final double LEAST_DISTANCE = 0.22;

  /** Deviation of an image below which it shows too little. */
  private static final double LEAST_DEVIATION = 10;

  private final List<FrameSignature> moments = new ArrayList<>();

  /**
   * Takes the next frame.
   *
   * @param from where the current shot begins
   * @return when half of the earlier shot was left; {@link VideoFile#NO_TIME} where no dissolve
   *     ends
   */
  long look(FrameSignature frame, long from) {
    long micros = frame.micros();
    if (frame.thumbnail().isBlank()) {
      moments.clear(); // shots on both sides of it do not melt into each other
      return VideoFile.NO_TIME;
    }
    if (!moments.isEmpty() && micros - last().micros() < SPACING_MICROS) {
      return VideoFile.NO_TIME;
    }
    moments.add(frame);
    long oldest = micros - LENGTHS_MICROS[LENGTHS_MICROS.length - 1];
    moments.removeIf(moment -> moment.micros() < Math.max(oldest, from));
    for (long length : LENGTHS_MICROS) {
      int first = firstSince(micros - length);
      if (first > 0 || moments.size() > 1 && last().micros() - moments.get(0).micros() >= length) {
        long middle = middle(moments.subList(first, moments.size()));
        if (middle != VideoFile.NO_TIME) {
          return middle;
        }
      }
    }
    return VideoFile.NO_TIME;
  }

  private FrameSignature last() {
    return moments.get(moments.size() - 1);
  }

  private int firstSince(long micros) {
    int i = 0;
    while (moments.get(i).micros() < micros) {
      i++;
    }
    return i;
  }

  /** Where the first frame has half become the last one, if that is what happens. */
  private static long middle(List<FrameSignature> part) {
    FrameSignature from = part.get(0);
    FrameSignature to = part.get(part.size() - 1);
    if (part.size() < LEAST_MIXTURES + 2 || !differ(from, to)) {
      return VideoFile.NO_TIME;
    }
    long steady = from.micros() + (long) (STEADY_FROM * (to.micros() - from.micros()));
    int mixtures = 0;
    double before = 1;
    long middle = VideoFile.NO_TIME;
    for (FrameSignature moment : part.subList(1, part.size())) {
      Thumbnail.Mixture mixture = moment.thumbnail().mixtureOf(from.thumbnail(), to.thumbnail());
      boolean over = moment.micros() >= steady;
      if (mixture.rest() > MOST_REST
          || mixture.share() > (over ? LEAST_SHARE : before + MOST_RISE)) {
        return VideoFile.NO_TIME;
      }
      if (!over && mixture.share() > LEAST_SHARE && mixture.share() < 1 - LEAST_SHARE) {
        mixtures++;
      }
      if (mixture.share() < 0.5 && middle == VideoFile.NO_TIME) {
        middle = moment.micros();
      }
      before = Math.min(before, mixture.share());
    }
    return mixtures >= LEAST_MIXTURES ? middle : VideoFile.NO_TIME;
  }

  private static boolean differ(FrameSignature from, FrameSignature to) {
    return from.thumbnail().deviation() >= LEAST_DEVIATION
        && to.thumbnail().deviation() >= LEAST_DEVIATION
        && from.shadesApart(to) >= LEAST_DISTANCE
        && from.thumbnail().correlation(to.thumbnail()) <= MOST_CORRELATION;
  }
}
