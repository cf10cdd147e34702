package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.showtell.encoder.image.MediaReadException;

/** Which of a file's streams is the video. */
final class VideoStreams {
  private static final Pattern TAGGED = Pattern.compile("(\\d+):(\\d\\d):(\\d\\d)\\.(\\d{6})\\d*");
  private static final long MICROS_PER_SECOND = 1_000_000;

  private VideoStreams() {}

  /**
   * The largest stream of moving pictures; the one that the file marks as its default goes first. A
   * sound file's cover is none.
   *
   * @throws MediaReadException if there is none
   */
  static AVStream best(AVFormatContext format) throws MediaReadException {
    AVStream best = null;
    boolean sound = false;
    for (int s = 0; s < format.nb_streams(); s++) {
      AVStream stream = format.streams(s);
      int type = stream.codecpar().codec_type();
      sound |= type == AVMEDIA_TYPE_AUDIO;
      if (type == AVMEDIA_TYPE_VIDEO
          && (stream.disposition()
                  & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS))
              == 0
          && (best == null || rank(stream) > rank(best))) {
        best = stream;
      }
    }
    if (best == null) {
      throw new MediaReadException(
          sound ? "not a video (it holds sound only)" : "not a video (it holds no video stream)");
    }
    return best;
  }

  private static long rank(AVStream stream) {
    long pixels = (long) stream.codecpar().width() * stream.codecpar().height();
    boolean isDefault = (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0;
    return isDefault ? pixels + Integer.MAX_VALUE : pixels;
  }

  /** A Matroska stream's length, which its header has only for the whole file. */
  static OptionalLong taggedMicros(AVStream stream) {
    AVDictionaryEntry entry = av_dict_get(stream.metadata(), "DURATION", null, 0);
    if (entry == null || entry.isNull()) {
      return OptionalLong.empty();
    }
    Matcher time = TAGGED.matcher(entry.value().getString());
    if (!time.matches()) {
      return OptionalLong.empty();
    }
    long minutes = Long.parseLong(time.group(1)) * 60 + Long.parseLong(time.group(2));
    long seconds = minutes * 60 + Long.parseLong(time.group(3));
    return OptionalLong.of(seconds * MICROS_PER_SECOND + Long.parseLong(time.group(4)));
  }
}
