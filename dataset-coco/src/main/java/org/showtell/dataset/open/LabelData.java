package org.showtell.dataset.open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ImageSource;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.SplitSelection;
import org.showtell.dataset.text.LabelTable;
import org.showtell.dataset.text.SplitList;

/** Opens videos with labels from a data specification. */
public final class LabelData {
  private static final String KNOWN = "labels:LABELS.csv,VIDEOS_DIR";

  private LabelData() {}

  /**
   * Opens one split of labelled videos, or parts of videos: each has its label as its only caption.
   *
   * @param dataSpec {@code labels:LABELS.csv,VIDEOS_DIR}, see {@link LabelTable}
   * @param split as {@link CaptionData#open} takes it
   * @return the open data set, which the caller closes
   * @throws IllegalArgumentException if the specification or the split's name is unknown
   */
  public static CaptionDataset open(String dataSpec, String split) throws IOException {
    SplitSelection selection = SplitSelection.parse(split);
    List<String> parts = DataSpec.parse(dataSpec, List.of("labels"), KNOWN).parts(1);
    Path table = Path.of(parts.get(0));
    ImageSource videos = CaptionData.videos(Path.of(parts.get(1)));
    try {
      LeftOut leftOut = new LeftOut();
      List<CaptionedImage> rows = LabelTable.read(table, selection, leftOut);
      if (selection.isList()) {
        rows = SplitList.select(selection.list(), rows, leftOut);
      }
      return new CaptionDataset(
          dataSpec, selection.name(), rows, videos, true, leftOut.notes(dataSpec));
    } catch (IOException | RuntimeException e) {
      videos.close();
      throw e;
    }
  }

  /** Opens one split of several data sets as one, as {@link CaptionData#openAll} does. */
  public static CaptionDataset openAll(List<String> dataSpecs, String split) throws IOException {
    if (dataSpecs.size() == 1) {
      return open(dataSpecs.get(0), split);
    }
    SplitSelection.parse(split).requireNoList();
    List<CaptionDataset> parts = new ArrayList<>();
    try {
      for (String dataSpec : dataSpecs) {
        parts.add(open(dataSpec, split));
      }
      return CaptionDataset.joined(parts);
    } catch (IOException | RuntimeException e) {
      parts.forEach(CaptionDataset::close);
      throw e;
    }
  }
}
