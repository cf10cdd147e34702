package org.showtell.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoCaptioner;
import org.showtell.app.caption.PhotoPipeline;
import org.showtell.app.caption.ScoreFloor;
import org.showtell.app.caption.StageTimes;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.Preview;
import org.showtell.app.output.caption.RecordJson;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOptions;
import org.showtell.app.video.VideoOutcome;
import org.showtell.app.video.VideoPipeline;
import org.showtell.app.video.VideoPreviews;
import org.showtell.app.video.VideoSink;
import org.showtell.benchmarks.peer.Side;
import org.showtell.encoder.video.sampling.FrameSampler;

/** From files to captions, as {@code caption} and {@code video} do it, in this process. */
final class PipelineRows {
  /** The default of {@code caption}. */
  private static final int BATCH = 8;

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private PipelineRows() {}

  /** A camera's photo, or one of the size that networks see. */
  enum PhotoSize {
    MEGAPIXELS_12(4000, 3000),
    PIXELS_224(224, 224);

    private final int width;
    private final int height;

    PhotoSize(int width, int height) {
      this.width = width;
      this.height = height;
    }

    SamplePhotos photos(Table table) throws IOException {
      int different = table.isQuick() ? 4 : 12;
      return SamplePhotos.of(table.root().resolve("samples"), different, width, height);
    }
  }

  /** The starter, or else a model over VGG16's grid. */
  private static PhotoCaptioner captioner(Optional<VggModel> vgg) throws ModelLoadException {
    if (vgg.isEmpty()) {
      return BundleCaptioner.open(CaptionOptions.defaults(), EncoderWeights.standard());
    }
    return BundleCaptioner.open(
        CaptionOptions.defaults().withModel(vgg.get().bundle().toString()), vgg.get().weights());
  }

  /** End to end beside its own stages one by one: below 1 is what overlapping them gains. */
  static List<Row> photos(String name, Optional<VggModel> vgg, PhotoSize size, Table table)
      throws IOException, ModelLoadException {
    try (SamplePhotos photos = size.photos(table);
        PhotoCaptioner captioner = captioner(vgg)) {
      List<Path> files = photos.paths(table.isQuick() ? 2 * BATCH : 6 * BATCH);
      PipelineSide whole = new PipelineSide("Showtell", captioner, files);
      Side stages = Side.of("its stages one by one", () -> oneByOne(captioner, files), () -> {});
      return new Comparison(name, "ms per photo", files.size())
          .measure(table.effort(), List.of(whole, stages), whole::note);
    }
  }

  /** Photos of 12 megapixels beside the same at 224 pixels. */
  static List<Row> sizes(String name, Optional<VggModel> vgg, Table table)
      throws IOException, ModelLoadException {
    try (SamplePhotos large = PhotoSize.MEGAPIXELS_12.photos(table);
        SamplePhotos small = PhotoSize.PIXELS_224.photos(table);
        PhotoCaptioner captioner = captioner(vgg)) {
      int count = table.isQuick() ? 2 * BATCH : 6 * BATCH;
      PipelineSide whole = new PipelineSide("Showtell", captioner, large.paths(count));
      Side same = new PipelineSide("the same at 224 pixels", captioner, small.paths(count));
      return new Comparison(name, "ms per photo", count)
          .measure(table.effort(), List.of(whole, same), whole::note);
    }
  }

  /** Milliseconds per photo for so many photos: for the plot. */
  static double millis(PhotoCaptioner captioner, List<Path> files) {
    return new PipelineSide("Showtell", captioner, files).run();
  }

  private static float[] oneByOne(PhotoCaptioner captioner, List<Path> files) {
    try {
      for (int from = 0; from < files.size(); from += BATCH) {
        List<float[]> pixels = new ArrayList<>();
        for (Path file : files.subList(from, Math.min(files.size(), from + BATCH))) {
          pixels.add(captioner.preprocess(Files.readAllBytes(file), file.toString()));
        }
        captioner.decode(captioner.features(pixels));
      }
      return new float[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder's photos through the pipeline into JSON. */
  private static final class PipelineSide implements Side {
    private final String name;
    private final PhotoCaptioner captioner;
    private final List<Path> files;
    private StageTimes times;
    private double millis;

    PipelineSide(String name, PhotoCaptioner captioner, List<Path> files) {
      this.name = name;
      this.captioner = captioner;
      this.files = files;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public double run() {
      PhotoPipeline pipeline =
          new PhotoPipeline(
              captioner,
              new PhotoPipeline.Config(CORES, BATCH),
              Preview.Maker.NONE,
              ScoreFloor.NONE);
      List<PhotoInput> inputs =
          files.stream().map(file -> PhotoInput.ofFile(file, file.getFileName())).toList();
      long start = System.nanoTime();
      try {
        Path output = Files.createTempFile("captions", ".jsonl");
        try (OutputStream out = Files.newOutputStream(output)) {
          pipeline.run(
              inputs.iterator(),
              photo ->
                  out.write(
                      RecordJson.caption(photo.record(), new RecordJson.Details(false, false))
                          .getBytes(StandardCharsets.UTF_8)));
        }
        millis = (System.nanoTime() - start) / 1e6;
        Files.delete(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      times = pipeline.times();
      return millis;
    }

    /** The rate, and each stage's share of the threads' time. */
    String note() {
      StringBuilder note = new StringBuilder();
      note.append(String.format(Locale.ROOT, "%.1f photos/s", 1000 * files.size() / millis));
      for (StageTimes.Stage stage : StageTimes.Stage.values()) {
        note.append(
            String.format(
                Locale.ROOT,
                ", %s %.0f %%",
                stage.name().toLowerCase(Locale.ROOT),
                100 * times.share(stage)));
      }
      return note.toString();
    }

    @Override
    public void close() {
      // The captioner is the caller's.
    }
  }

  /** A frame in half a second of the sample clip, so many times. */
  static List<Row> video(String name, int plays, Table table)
      throws IOException, ModelLoadException {
    List<String> clips = Collections.nCopies(plays, table.sample("clip.mp4").toString());
    VideoOptions options =
        new VideoOptions(FrameSampler.every(Duration.ofMillis(500)), false, false, BATCH, CORES);
    try (PhotoCaptioner captioner = captioner(Optional.empty())) {
      LengthOfVideo length = new LengthOfVideo();
      Side side =
          Side.of(
              "Showtell",
              () -> {
                play(new VideoPipeline(captioner, options, VideoPreviews.NONE), clips, length);
                return new float[0];
              },
              () -> {});
      side.run(); // tells the length
      return new Comparison(name, "ms per second", length.millis / 1e3)
          .measure(table.effort(), List.of(side));
    }
  }

  private static void play(VideoPipeline pipeline, List<String> clips, LengthOfVideo length) {
    length.millis = 0;
    try {
      if (!pipeline.run(clips, length)) {
        throw new IOException("the sample clip cannot be read to its end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds up how long the videos are. */
  private static final class LengthOfVideo implements VideoSink {
    private long millis;

    @Override
    public void begin(String path, Optional<Duration> duration) {
      millis += duration.orElseThrow().toMillis();
    }

    @Override
    public void cue(VideoCue cue) {
      // What it says does not matter.
    }

    @Override
    public void summary(VideoCue whole) {
      // None is asked for.
    }

    @Override
    public void end(VideoOutcome outcome) {
      // The pipeline says whether all went well.
    }
  }
}
