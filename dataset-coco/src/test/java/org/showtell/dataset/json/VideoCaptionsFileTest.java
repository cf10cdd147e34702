package org.showtell.dataset.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ClipRange;
import org.showtell.dataset.LeftOut;

class VideoCaptionsFileTest {
  /** The form of MSR-VTT's {@code train_val_videodatainfo.json}. */
  private static final String MSR_VTT =
      """
      {"info":{"year":"2016"},
       "videos":[
        {"category":9,"url":"u","video_id":"video0","start time":137.72,"end time":149.44,
         "split":"train","id":0},
        {"category":2,"video_id":"video1","start time":3,"end time":9,"split":"validate","id":1}],
       "sentences":[
        {"caption":"a car is  shown","video_id":"video0","sen_id":0},
        {"caption":"a cat sleeps","video_id":"video1","sen_id":1},
        {"caption":"someone drives a car","video_id":"video0","sen_id":2}]}
      """;

  /** The form in which MSVD is often passed on: COCO's. */
  private static final String COCO =
      """
      {"annotations":[{"image_id":7,"id":1,"caption":"A man cooks."}],
       "images":[{"id":7,"file_name":"clips/x_1_9.avi","height":240}],"type":"captions"}
      """;

  @TempDir Path folder;
  private final LeftOut leftOut = new LeftOut();

  private List<CaptionedImage> read(String content, Predicate<String> wanted, String... names)
      throws IOException {
    Path file = Files.writeString(folder.resolve("v.json"), content);
    return VideoCaptionsFile.read(file, wanted, List.of(names), leftOut);
  }

  @Test
  void readsMsrVttWithItsClipsAndSentences() throws IOException {
    assertEquals(
        List.of(
            new CaptionedImage(
                "video0",
                "TrainVal/video0.mp4",
                new ClipRange(137.72, 149.44),
                List.of("a car is shown", "someone drives a car")),
            new CaptionedImage(
                "video1", "video1.webm", new ClipRange(3, 9), List.of("a cat sleeps"))),
        read(MSR_VTT, split -> true, "TrainVal/video0.mp4", "video1.webm"));
  }

  @Test
  void keepsOnlyTheWantedSplits() throws IOException {
    List<CaptionedImage> dev = read(MSR_VTT, "validate"::equals);
    assertEquals(List.of("video1"), dev.stream().map(CaptionedImage::id).toList());
  }

  @Test
  void readsCocosFormInEitherOrderAndTakesVideosWithoutSplitForAny() throws IOException {
    assertEquals(
        List.of(new CaptionedImage("7", "clips/x_1_9.avi", List.of("A man cooks."))),
        read(COCO, split -> false));
  }

  @Test
  void videoGoesBeforeItsSoundAndItsSubtitles() throws IOException {
    String[] names = {"video0.srt", "video0.avi", "video0.wav", "deep/video1"};
    List<CaptionedImage> videos = read(MSR_VTT, split -> true, names);
    assertEquals("video0.avi", videos.get(0).file());
    assertEquals("deep/video1", videos.get(1).file());
  }

  @Test
  void videoThatIsNotThereIsLookedForAsAnMp4() throws IOException {
    assertEquals("video0.mp4", read(MSR_VTT, split -> true).get(0).file());
  }

  @Test
  void leavesOutVideosWithoutACaptionAndCaptionsWithoutAVideo() throws IOException {
    String json =
        "{\"videos\":[{\"video_id\":\"a\"},{\"video_id\":\"b\"},{\"video_id\":\"c\"}],\"sentences\":["
            + "{\"video_id\":\"a\",\"caption\":\" \"},{\"video_id\":\"b\",\"caption\":\"x\"},"
            + "{\"video_id\":\"b\",\"caption\":null},{\"video_id\":\"z\",\"caption\":\"x\"}]}";
    assertEquals(List.of("b"), read(json, split -> true).stream().map(CaptionedImage::id).toList());
    assertEquals(
        List.of(
            "v: 1 caption left out (no such video): of video z",
            "v: 2 videos left out (no caption): a, c",
            "v: 1 caption left out (blank): of b"),
        leftOut.notes("v"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"videos\":[]}|at $: expected the key \"sentences\" or \"annotations\", but got only",
        "{\"sentences\":[]}|at $: expected the key \"videos\" or \"images\", but got only",
        "{\"videos\":[{\"split\":\"train\"}]}"
            + "|at $.videos[0]: expected the key \"video_id\", but got none",
        "{\"videos\":[{\"video_id\":\"a\"},{\"video_id\":\"a\"}]}"
            + "|at $.videos[1]: expected each video once, but got a again",
        "{\"videos\":[{\"video_id\":\"a\",\"start time\":\"5\"}]}"
            + "|at $.videos[0].start time: expected seconds, but got the string \"5\"",
        "{\"videos\":[{\"video_id\":\"a\",\"start time\":5,\"end time\":5}]}"
            + "|at $.videos[0]: expected a clip from 0 s or later to a later end, but got 5.0 s",
        "{\"images\":[{\"id\":1,\"file_name\":\" \"}]}"
            + "|at $.images[0].file_name: expected a file name, but got a blank string",
        "{\"sentences\":[{\"caption\":\"x\"}]}"
            + "|at $.sentences[0]: expected the key \"video_id\", but got none",
        "{\"videos\":[{\"video_id\":\"a\",\"split\":\"other\"}],\"sentences\":[]}"
            + "|at $: expected videos with captions of the split that was asked for, but got only [other]",
        "{\"videos\":[{\"video_id\":\"a\"|in line 1: expected JSON, but the file is cut off: it ends after byte 26"
      })
  void faultsNameThePlace(String content, String message) {
    AnnotationFormatException fault =
        assertThrows(
            AnnotationFormatException.class, () -> read(content, split -> !split.equals("other")));
    assertTrue(fault.getMessage().contains(message), fault.getMessage());
    assertTrue(fault.getMessage().contains("v.json"), fault.getMessage());
  }
}
