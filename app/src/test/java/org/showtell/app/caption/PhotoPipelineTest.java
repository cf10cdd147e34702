package org.showtell.app.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.PhotoInputs;
import org.showtell.app.input.Preview;
import org.showtell.testing.Slow;

@Timeout(60)
class PhotoPipelineTest {
  private final FakeCaptioner captioner = new FakeCaptioner();
  private final List<CaptionRecord> records = new ArrayList<>();

  @Test
  void resultsComeInInputOrderWhateverDecodesFirst() throws IOException {
    PhotoCaptioner slowFirst =
        new FakeCaptioner() {
          @Override
          public float[] preprocess(byte[] content, String name) throws IOException {
            int number = Integer.parseInt(name);
            pause(number % 4 == 0 ? 20 : 0);
            return super.preprocess(content, name);
          }
        };
    PipelineSummary summary = run(slowFirst, 4, 3, words(40));
    assertEquals(names(40), records.stream().map(CaptionRecord::path).toList());
    assertEquals(summary(40, 0, 0, 0), summary);
  }

  @Test
  void fillsItsBatches() throws IOException {
    run(captioner, 2, 8, words(20));
    assertEquals(List.of(8, 8, 4), captioner.batchSizes());
  }

  @Test
  void batchSizeDoesNotChangeTheResults() throws IOException {
    run(captioner, 1, 1, words(13));
    List<CaptionRecord> one = List.copyOf(records);
    records.clear();
    run(captioner, 3, 5, words(13));
    assertEquals(one, records);
  }

  @Test
  void oneBadPhotoIsOneFailedRecord() throws IOException {
    PipelineSummary summary =
        run(
            captioner,
            2,
            4,
            photos(
                "cat",
                "",
                FakeCaptioner.BROKEN,
                FakeCaptioner.HUGE,
                FakeCaptioner.BUG,
                FakeCaptioner.POISON,
                "dog"));
    assertEquals("a cat", records.get(0).caption());
    assertEquals("not an image (the file is 0 bytes)", records.get(1).error());
    assertEquals("not an image that can be decoded", records.get(2).error());
    assertTrue(records.get(3).error().startsWith("not enough memory"), records.get(3).error());
    assertEquals(
        "could not be processed (IllegalStateException: index 7 out of bounds)",
        records.get(4).error());
    assertEquals(
        "could not be processed (IllegalArgumentException: no such shape)", records.get(5).error());
    assertEquals("a dog", records.get(6).caption());
    assertEquals(summary(2, 5, 0, 0), summary);
  }

  @Test
  void inputsThatAreNoPhotosKeepTheirPlace() throws IOException {
    List<String> seen = new ArrayList<>();
    List<InputEntry> inputs = new ArrayList<>(list(photos("cat", "dog")));
    inputs.add(1, new FailedInput("gone", "there is no such file or folder"));
    inputs.add(2, new IgnoredInput("done", "has one", IgnoredInput.Kind.ALREADY_DONE));
    inputs.add(3, new IgnoredInput("bad", "failed", IgnoredInput.Kind.FAILED_EARLIER));
    PipelineSummary summary =
        pipeline(captioner, 2, 8)
            .run(
                inputs.iterator(),
                new CaptionSink() {
                  @Override
                  public void accept(CaptionedPhoto photo) {
                    seen.add(photo.record().path());
                  }

                  @Override
                  public void ignored(IgnoredInput input) {
                    seen.add(input.path());
                  }
                });
    assertEquals(List.of("0", "gone", "done", "bad", "1"), seen);
    assertEquals(summary(2, 1, 1, 1), summary);
  }

  @Test
  void stopFinishesTheBatchAndBeginsNoOther() throws IOException {
    PhotoPipeline pipeline = pipeline(captioner, 2, 4);
    PipelineSummary summary =
        pipeline.run(
            words(1000),
            photo -> {
              records.add(photo.record());
              if (records.size() == 6) {
                pipeline.stop();
              }
            });
    assertEquals(names(8), records.stream().map(CaptionRecord::path).toList());
    assertTrue(summary.stopped());
  }

  @Test
  void aSinkThatFailsEndsTheRun() {
    IOException full = new IOException("No space left on device");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                pipeline(captioner, 2, 4)
                    .run(
                        words(100),
                        photo -> {
                          throw full;
                        }));
    assertEquals(full, thrown);
  }

  @Test
  void anErrorThatIsNotThePhotosEndsTheRun() {
    PhotoCaptioner noLibrary =
        new FakeCaptioner() {
          @Override
          public float[] preprocess(byte[] content, String name) {
            throw new UnsatisfiedLinkError("libopencv_core.so");
          }
        };
    assertThrows(UnsatisfiedLinkError.class, () -> run(noLibrary, 2, 4, words(3)));
  }

  @Test
  void aWalkThatBreaksOffEndsTheRun() {
    Iterator<PhotoInput> broken =
        Stream.<PhotoInput>generate(
                () -> {
                  throw new IllegalArgumentException("bug");
                })
            .iterator();
    assertThrows(IllegalStateException.class, () -> run(captioner, 2, 4, broken));
  }

  @Test
  void aListThatGrowsGetsItsResultsBeforeItEnds() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    try (PipedInputStream in = new PipedInputStream();
        PhotoInputs inputs = new PhotoInputs(List.of("-"), false, in)) {
      PipedOutputStream end = new PipedOutputStream(in);
      Thread writer =
          new Thread(
              () -> {
                try (PipedOutputStream pipe = end) {
                  pipe.write("missing.jpg\n".getBytes(StandardCharsets.UTF_8));
                  pipe.flush();
                  assertTrue(first.await(30, TimeUnit.SECONDS));
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      writer.start();
      pipeline(captioner, 1, 8).run(inputs, photo -> first.countDown());
      assertEquals(0, first.getCount());
      writer.join();
    }
  }

  @Test
  @Slow
  void memoryStaysFlatOverAHundredThousandPhotos() throws IOException {
    int count = 100_000;
    int threads = 2;
    int batchSize = 8;
    AtomicLong decoded = new AtomicLong();
    AtomicLong done = new AtomicLong();
    AtomicLong mostAtOnce = new AtomicLong();
    // All pixels together are 12.8 GB: they could not be held even if the counter were wrong.
    PhotoCaptioner large =
        new FakeCaptioner() {
          @Override
          public float[] preprocess(byte[] content, String name) {
            long held = decoded.incrementAndGet() - done.get();
            mostAtOnce.accumulateAndGet(held, Math::max);
            return new float[32 << 10];
          }

          @Override
          public List<float[]> features(List<float[]> pixels) {
            return pixels.stream().map(p -> new float[1]).toList();
          }

          @Override
          public List<PhotoCaptions> decode(List<float[]> features) {
            PhotoCaptions same = new PhotoCaptions(List.of(new ScoredCaption("a", -1)));
            return features.stream().map(f -> same).toList();
          }
        };
    PipelineSummary summary =
        pipeline(large, threads, batchSize).run(words(count), photo -> done.incrementAndGet());
    assertEquals(count, summary.captioned());
    assertFalse(summary.stopped());
    // What waits in the queue, what the walker holds in hand, the batch that is described, and the
    // one that is encoded meanwhile.
    long bound = new PhotoPipeline.Config(threads, batchSize).waiting() + 1 + 2 * batchSize;
    assertTrue(mostAtOnce.get() <= bound, mostAtOnce + " photos were held, more than " + bound);
  }

  @Test
  void tellsHowLongTheStagesTook() throws IOException {
    PhotoCaptioner slow =
        new FakeCaptioner() {
          @Override
          public List<float[]> features(List<float[]> pixels) {
            pause(30);
            return super.features(pixels);
          }
        };
    PhotoPipeline pipeline = pipeline(slow, 1, 2);
    pipeline.run(words(4), photo -> pause(5));

    StageTimes times = pipeline.times();
    assertTrue(times.seconds(StageTimes.Stage.ENCODE) >= 0.06, times.perPhoto(4));
    assertTrue(times.seconds(StageTimes.Stage.WRITE) >= 0.02, times.perPhoto(4));
    for (StageTimes.Stage stage : StageTimes.Stage.values()) {
      boolean isTold = stage != StageTimes.Stage.RESIZE; // a part of decoding here
      assertEquals(isTold, times.share(stage) > 0, stage.toString());
    }
    assertTrue(
        times.perPhoto(4).matches("read \\d+\\.\\d ms \\(\\d+ %\\), decode .*write .* %\\)"),
        times.perPhoto(4));
  }

  @Test
  void batchesGrowWhereTheFirstCaptionIsWantedSoon() throws IOException {
    List<Integer> batches = new ArrayList<>();
    PhotoCaptioner counting =
        new FakeCaptioner() {
          @Override
          public List<float[]> features(List<float[]> pixels) {
            batches.add(pixels.size());
            return super.features(pixels);
          }
        };
    PhotoPipeline.Config config = new PhotoPipeline.Config(1, 6).soon();
    PipelineSummary summary =
        new PhotoPipeline(counting, config, Preview.Maker.NONE, ScoreFloor.NONE)
            .run(words(20), photo -> {});
    assertEquals(20, summary.captioned());
    assertEquals(List.of(1, 2, 4, 6, 6, 1), batches);
  }

  private static PipelineSummary summary(
      long captioned, long failed, long alreadyDone, long failedEarlier) {
    return new PipelineSummary(captioned, failed, 0, 0, alreadyDone, failedEarlier, false);
  }

  private PipelineSummary run(
      PhotoCaptioner model, int threads, int batchSize, Iterator<? extends InputEntry> inputs)
      throws IOException {
    return pipeline(model, threads, batchSize).run(inputs, photo -> records.add(photo.record()));
  }

  private static PhotoPipeline pipeline(PhotoCaptioner model, int threads, int batchSize) {
    return new PhotoPipeline(
        model, new PhotoPipeline.Config(threads, batchSize), Preview.Maker.NONE, ScoreFloor.NONE);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static Iterator<PhotoInput> words(int count) {
    return IntStream.range(0, count).mapToObj(i -> photo(i, "word" + i)).iterator();
  }

  private static Iterator<PhotoInput> photos(String... words) {
    return IntStream.range(0, words.length).mapToObj(i -> photo(i, words[i])).iterator();
  }

  private static List<PhotoInput> list(Iterator<PhotoInput> photos) {
    List<PhotoInput> list = new ArrayList<>();
    photos.forEachRemaining(list::add);
    return list;
  }

  private static PhotoInput photo(int number, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new PhotoInput(
        Integer.toString(number),
        Optional.empty(),
        Path.of(Integer.toString(number)),
        () -> new ByteArrayInputStream(bytes));
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
