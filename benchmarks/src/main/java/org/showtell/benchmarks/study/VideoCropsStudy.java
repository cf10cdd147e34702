package org.showtell.benchmarks.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.open.CaptionData;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.RgbImage;
import org.showtell.metric.Bleu;
import org.showtell.metric.CaptionComparison;
import org.showtell.metric.PtbTokenizer;

/**
 * What a model says of clips that are made of photos whose captions are known.
 *
 * <ol>
 *   <li>clips of one photo, coded without loss and as H.264: do they get the photo's caption?
 *   <li>clips of eight random crops of a photo: is the sentence about the mean of their features
 *       better than that about one frame? BLEU-4 against the photo's references.
 * </ol>
 *
 * <pre>
 *   VideoCropsStudy flickr8k:DIR [MODEL] [SEED]
 * </pre>
 */
public final class VideoCropsStudy {
  private static final int STILL_CLIPS = 50;
  private static final int CROP_CLIPS = 200;
  private static final int CROPS = 8;
  private static final int RESAMPLES = 500;

  private final BundleCaptioner captioner;
  private final CaptionDataset photos;
  private final Path folder;
  private final SplittableRandom random;
  private final PtbTokenizer judge = new PtbTokenizer();

  private VideoCropsStudy(
      BundleCaptioner captioner, CaptionDataset photos, Path folder, long seed) {
    this.captioner = captioner;
    this.photos = photos;
    this.folder = folder;
    random = new SplittableRandom(seed);
  }

  /** Runs the study of its arguments. */
  public static void main(String[] arguments) throws IOException, ModelLoadException {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("Expected flickr8k:DIR [MODEL] [SEED] but got nothing");
    }
    CaptionOptions options = CaptionOptions.defaults();
    if (arguments.length > 1) {
      options = options.withModel(arguments[1]);
    }
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    Path folder = Files.createTempDirectory("showtell-clips");
    try (BundleCaptioner captioner = BundleCaptioner.open(options);
        CaptionDataset photos = CaptionData.open(arguments[0], "dev")) {
      VideoCropsStudy study = new VideoCropsStudy(captioner, photos, folder, seed);
      study.stills();
      study.crops();
    } finally {
      Files.delete(folder);
    }
  }

  private RgbImage photo(CaptionedImage example) throws IOException {
    return new ImageReader().read(photos.images().read(example.file()), example.file());
  }

  private String caption(CaptionedImage example) throws IOException {
    byte[] content = photos.images().read(example.file());
    float[] pixels = captioner.preprocess(content, example.file());
    return captioner.caption(List.of(pixels)).get(0).best().text();
  }

  private ClipCaptions captions(ClipWriter writer, List<RgbImage> pictures) throws IOException {
    Path clip = writer.write(folder, "clip", pictures);
    try {
      return ClipCaptions.of(captioner, clip, pictures.size());
    } finally {
      Files.delete(clip);
    }
  }

  /** Photos far apart in the split: neighbours show the same things. */
  private List<CaptionedImage> examples(int count) {
    int all = photos.examples().size();
    return IntStream.range(0, count).mapToObj(i -> photos.examples().get(i * all / count)).toList();
  }

  private void stills() throws IOException {
    for (ClipWriter writer : ClipWriter.values()) {
      int frames = 0;
      int summaries = 0;
      List<CaptionComparison> ofPhotos = new ArrayList<>();
      List<CaptionComparison> ofClips = new ArrayList<>();
      for (CaptionedImage example : examples(STILL_CLIPS)) {
        String expected = caption(example);
        ClipCaptions said = captions(writer, Collections.nCopies(3, photo(example)));
        frames += said.frames().get(1).equals(expected) ? 1 : 0;
        summaries += said.summary().equals(expected) ? 1 : 0;
        List<List<String>> references = references(example);
        ofPhotos.add(judged(expected, references));
        ofClips.add(judged(said.summary(), references));
      }
      System.out.printf(
          Locale.ROOT,
          "%s clips of one photo: the photo's caption %d times of %d, as summary %d times; BLEU-4"
              + " of the photos' captions %.4f, of the summaries %.4f%n",
          writer,
          frames,
          STILL_CLIPS,
          summaries,
          Bleu.compute(ofPhotos).bleu(4),
          Bleu.compute(ofClips).bleu(4));
    }
  }

  /** The sentences about one clip and its references, tokenised. */
  private record Judged(
      CaptionComparison photo, CaptionComparison summary, List<CaptionComparison> frames) {}

  private void crops() throws IOException {
    List<Judged> clips = new ArrayList<>();
    for (CaptionedImage example : examples(CROP_CLIPS)) {
      List<RgbImage> pictures = RandomCrops.of(photo(example), CROPS, random);
      ClipCaptions said = captions(ClipWriter.LOSSLESS, pictures);
      List<List<String>> references = references(example);
      clips.add(
          new Judged(
              judged(caption(example), references),
              judged(said.summary(), references),
              said.frames().stream().map(frame -> judged(frame, references)).toList()));
    }
    double summary = bleu(clips.size(), i -> clips.get(i).summary());
    double[] frames =
        IntStream.range(0, CROPS)
            .mapToDouble(frame -> bleu(clips.size(), i -> clips.get(i).frames().get(frame)))
            .sorted()
            .toArray();
    System.out.printf(
        Locale.ROOT,
        "%d clips of %d crops, BLEU-4: whole photo %.4f, summary %.4f, one frame %.4f"
            + " (mean of %d draws, %.4f to %.4f)%n",
        clips.size(),
        CROPS,
        bleu(clips.size(), i -> clips.get(i).photo()),
        summary,
        Arrays.stream(frames).average().orElseThrow(),
        CROPS,
        frames[0],
        frames[CROPS - 1]);
    resample(clips);
  }

  /** Whether other photos of the same kind would say the same: clips and frames drawn anew. */
  private void resample(List<Judged> clips) {
    int better = 0;
    for (int draw = 0; draw < RESAMPLES; draw++) {
      int[] drawn = random.ints(clips.size(), 0, clips.size()).toArray();
      int[] frame = random.ints(clips.size(), 0, CROPS).toArray();
      double summary = bleu(drawn.length, i -> clips.get(drawn[i]).summary());
      double one = bleu(drawn.length, i -> clips.get(drawn[i]).frames().get(frame[i]));
      better += summary > one ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "the summary is better in %.1f %% of %d resamples of clips, each with a frame by chance%n",
        100.0 * better / RESAMPLES,
        RESAMPLES);
  }

  private List<List<String>> references(CaptionedImage example) {
    return example.captions().stream().map(judge::tokenize).toList();
  }

  private CaptionComparison judged(String text, List<List<String>> references) {
    return new CaptionComparison(judge.tokenize(text), references);
  }

  private static double bleu(int count, IntFunction<CaptionComparison> each) {
    return Bleu.compute(IntStream.range(0, count).mapToObj(each).toList()).bleu(4);
  }
}
