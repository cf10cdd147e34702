package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * What a video shows at given times, in their order: the last frame that begins at or before each,
 * or the first frame. One thread.
 */
public final class ShownFrames implements AutoCloseable {
  private final FrameCursor cursor;
  private final FrameImages images;
  private final AVFrame held = av_frame_alloc();
  private final AVFrame ahead = av_frame_alloc();
  private long heldMicros = VideoFile.NO_TIME;
  private long aheadMicros = VideoFile.NO_TIME;
  private VideoFrame shown;
  private boolean begun;

  ShownFrames(FrameCursor cursor, FrameImages images) {
    this.cursor = cursor;
    this.images = images;
  }

  /**
   * The frame that is shown at a time, which is not before the last one asked for.
   *
   * @return the same object as before where the same frame is still shown; null after the end
   */
  public VideoFrame at(long micros) {
    if (!begun || aheadMicros != VideoFile.NO_TIME && aheadMicros <= micros) {
      begun = true;
      walk(micros);
    }
    boolean over = aheadMicros == VideoFile.NO_TIME && micros >= cursor.file().endMicros();
    if (heldMicros == VideoFile.NO_TIME || over && heldMicros < micros) {
      return null;
    }
    if (shown == null) {
      shown = images.of(held, heldMicros);
    }
    return shown;
  }

  /** When the next frame is shown; {@link VideoFile#NO_TIME} where none follows. */
  public long nextMicros() {
    return aheadMicros;
  }

  private void walk(long micros) {
    if (cursor.approach(micros)) {
      // What was decoded is long over by then.
      heldMicros = VideoFile.NO_TIME;
      aheadMicros = VideoFile.NO_TIME;
      av_frame_unref(ahead);
    }
    do {
      hold();
      aheadMicros = cursor.advance(ahead, micros);
    } while (aheadMicros != VideoFile.NO_TIME
        && (aheadMicros <= micros || heldMicros == VideoFile.NO_TIME));
  }

  private void hold() {
    if (aheadMicros != VideoFile.NO_TIME) {
      av_frame_unref(held);
      av_frame_move_ref(held, ahead);
      heldMicros = aheadMicros;
      aheadMicros = VideoFile.NO_TIME;
      shown = null;
    }
  }

  @Override
  public void close() {
    av_frame_free(held);
    av_frame_free(ahead);
  }
}
