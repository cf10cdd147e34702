package org.showtell.app.output.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.showtell.app.caption.ScoredCaption;
import org.showtell.app.output.file.Destination;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOutcome;

/** What others read in our subtitles: FFmpeg's own demuxers are the judge. */
class SubtitleWriterTest {
  @TempDir Path folder;

  private static VideoCue cue(double start, double end, String text) {
    return new VideoCue(
        Duration.ofNanos(Math.round(start * 1e9)),
        Duration.ofNanos(Math.round(end * 1e9)),
        new ScoredCaption(text, -start),
        List.of(),
        Optional.empty());
  }

  private static String subtitles(VideoFormat format, VideoCue... cues) throws IOException {
    return withSummary(null, format, cues);
  }

  private static String withSummary(VideoCue whole, VideoFormat format, VideoCue... cues)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VideoOutput.Config config = new VideoOutput.Config(format, Optional.empty(), false, false);
    try (VideoWriter writer =
        new SubtitleWriter(config, Optional.of(Destination.stream(out, false)))) {
      writer.begin("clip.mov", Optional.empty());
      for (VideoCue cue : cues) {
        writer.cue(cue);
      }
      if (whole != null) {
        writer.summary(whole);
      }
      writer.end(
          new VideoOutcome("clip.mov", Duration.ofSeconds(9), cues.length, 0, 0, Optional.empty()));
      writer.finish();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Start, end and text of each cue, in milliseconds. */
  private List<String> readBack(String subtitles, VideoFormat format) throws IOException {
    Path file = folder.resolve("subtitles." + format);
    Files.writeString(file, subtitles);
    AVFormatContext context = new AVFormatContext(null);
    String name = format == VideoFormat.SRT ? "srt" : "webvtt";
    int status =
        avformat_open_input(
            context, file.toString(), av_find_input_format(name), (AVDictionary) null);
    assertEquals(0, status);
    assertEquals(1, context.streams(0).time_base().num());
    assertEquals(1000, context.streams(0).time_base().den());
    List<String> cues = new ArrayList<>();
    AVPacket packet = av_packet_alloc();
    while (av_read_frame(context, packet) >= 0) {
      byte[] text = new byte[packet.size()];
      packet.data().get(text);
      long end = packet.pts() + packet.duration();
      cues.add(packet.pts() + "-" + end + " " + new String(text, StandardCharsets.UTF_8));
      av_packet_unref(packet);
    }
    av_packet_free(packet);
    avformat_close_input(context);
    return cues;
  }

  @ParameterizedTest
  @EnumSource(names = {"SRT", "VTT"})
  void cuesAreReadByOthersAsTheyWereMeant(VideoFormat format) throws IOException {
    String subtitles =
        subtitles(
            format,
            cue(0, 2, "a dog runs on the grass"),
            cue(2, 4.0404, "a man 's hat"),
            cue(4.0404, 3599.9996, "caf\u00e9"),
            cue(3599.9996, 36_000.5, "two\ndogs"));
    assertEquals(
        List.of(
            "0-2000 a dog runs on the grass",
            "2000-4040 a man 's hat",
            "4040-3599999 caf\u00e9",
            "3599999-36000500 two\\ndogs"),
        readBack(subtitles, format));
  }

  @ParameterizedTest
  @EnumSource(names = {"SRT", "VTT"})
  void wordsThatLookLikeMarkupStayWords(VideoFormat format) throws IOException {
    List<String> cues =
        readBack(subtitles(format, cue(0, 2, "1 --> <b> & 2"), cue(2, 4, "")), format);
    assertEquals(
        format == VideoFormat.VTT
            ? List.of("0-2000 1 --&gt; &lt;b&gt; &amp; 2", "2000-4000 -")
            : List.of("0-2000 1 -> <b> & 2", "2000-4000 -"),
        cues);
  }

  @Test
  void noCueIsShorterThanASecond() throws IOException {
    String subtitles =
        subtitles(
            VideoFormat.SRT,
            cue(0, 0.4, "one"),
            cue(0.4, 0.8, "two"),
            cue(0.8, 1.2, "three"),
            cue(1.2, 4, "four"),
            cue(4, 4.3, "five"));
    // Of the words of joined cues those that the model likes best stay.
    assertEquals(List.of("0-1200 one", "1200-4300 four"), readBack(subtitles, VideoFormat.SRT));
  }

  @Test
  void videoOfLessThanASecondHasOneCue() throws IOException {
    String subtitles = subtitles(VideoFormat.VTT, cue(0, 0.2, "one"), cue(0.2, 0.5, "two"));
    assertEquals(List.of("0-500 one"), readBack(subtitles, VideoFormat.VTT));
  }

  @Test
  void summaryIsANoteThatIsNoCue() throws IOException {
    String subtitles = withSummary(cue(0, 2, "dogs & <cats>"), VideoFormat.VTT, cue(0, 2, "a dog"));
    assertTrue(subtitles.startsWith("WEBVTT\n\nNOTE dogs &amp; &lt;cats&gt;\n\n1\n"), subtitles);
    assertEquals(List.of("0-2000 a dog"), readBack(subtitles, VideoFormat.VTT));
  }

  @ParameterizedTest
  @EnumSource(names = {"SRT", "VTT"})
  void aShortCueBeforeAGapStaysForASecond(VideoFormat format) throws IOException {
    String gaps =
        subtitles(
            format,
            cue(0, 0.4, "a dog"),
            cue(2, 2.4, "a cat"),
            cue(2.6, 4, "a cow"),
            cue(6, 8, "a horse"));
    assertEquals(
        List.of("0-1000 a dog", "2000-4000 a cat", "6000-8000 a horse"), readBack(gaps, format));
  }
}
