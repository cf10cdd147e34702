package org.showtell.app.label;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.app.features.FrameExtraction;
import org.showtell.app.features.FrameExtraction.Extracted;
import org.showtell.app.features.FrameExtraction.Frames;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ClipRange;
import org.showtell.decoder.label.LabelExamples;
import org.showtell.decoder.label.LabelScope;

/**
 * Videos with labels, and the vectors of their frames. Closing it closes the vectors.
 *
 * @param rows of the table that could be read: a clip's, or where frames have labels, a file's
 * @param clips the same, as they are learned
 */
public record LabelledFrames(
    DatasetFeatures features, List<CaptionedImage> rows, List<LabelExamples.Clip> clips)
    implements AutoCloseable {
  private static final double NANOS = 1e9;

  /**
   * Reads the frames of a data set.
   *
   * @param labels that are known; frames and clips with another have none
   * @param longest frames of an example: a longer video with labels of frames is several
   * @param progress is told how many videos are done
   * @param notes are told what cannot be read
   */
  public static LabelledFrames of(
      CaptionDataset dataset,
      LabelScope scope,
      List<String> labels,
      int longest,
      FrameExtraction extraction,
      Path stores,
      IntConsumer progress,
      Consumer<String> notes)
      throws IOException {
    boolean perFrame = scope == LabelScope.FRAME;
    CaptionDataset read = perFrame ? files(dataset) : dataset;
    Extracted extracted = extraction.extract(read, stores, progress);
    extracted.features().failuresInShort().forEach(notes);
    List<CaptionedImage> rows = new ArrayList<>();
    List<LabelExamples.Clip> clips = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < read.examples().size(); i++) {
      Frames frames = extracted.clips().get(i);
      CaptionedImage row = read.examples().get(i);
      int count = frames.contents().size();
      int[] known =
          perFrame
              ? ofFrames(dataset, row.file(), labels, frames)
              : new int[] {labels.indexOf(row.captions().get(0))};
      int most = perFrame ? longest : Math.max(1, count);
      for (int from = 0; from < count; from += most) {
        int to = Math.min(count, from + most);
        int[] own = perFrame ? Arrays.copyOfRange(known, from, to) : known;
        if (Arrays.stream(own).anyMatch(label -> label >= 0)) {
          rows.add(row);
          clips.add(new LabelExamples.Clip(first + from, to - from, own));
        }
      }
      first += count;
    }
    if (clips.isEmpty()) {
      extracted.features().close();
      throw new IOException(
          "%s: none of its %d videos can be read and has a label that is trained"
              .formatted(dataset.name(), read.examples().size()));
    }
    return new LabelledFrames(extracted.features(), rows, clips);
  }

  /** Each file once, as a whole. */
  private static CaptionDataset files(CaptionDataset dataset) {
    Map<String, CaptionedImage> files = new LinkedHashMap<>();
    dataset
        .examples()
        .forEach(
            row ->
                files.putIfAbsent(
                    row.file(),
                    new CaptionedImage(row.file(), row.file(), ClipRange.WHOLE, row.captions())));
    return new CaptionDataset(
        dataset.name(),
        dataset.split(),
        List.copyOf(files.values()),
        dataset.images(),
        true,
        dataset.notes());
  }

  /** The label of the part that each frame's time is in; the later row counts where parts meet. */
  private static int[] ofFrames(
      CaptionDataset dataset, String file, List<String> labels, Frames frames) {
    int[] known = new int[frames.contents().size()];
    Arrays.fill(known, -1);
    for (CaptionedImage row : dataset.examples()) {
      if (!row.file().equals(file)) {
        continue;
      }
      for (int t = 0; t < known.length; t++) {
        double seconds = frames.starts().get(t).toNanos() / NANOS;
        if (seconds >= row.clip().startSeconds() && seconds < row.clip().endSeconds()) {
          known[t] = labels.indexOf(row.captions().get(0));
        }
      }
    }
    return known;
  }

  /** The same as a network reads them. */
  public LabelExamples examples() {
    return new LabelExamples(features, clips);
  }

  @Override
  public void close() throws IOException {
    features.close();
  }
}
