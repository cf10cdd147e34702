package org.showtell.dataset.open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.SplitSelection;
import org.showtell.dataset.text.LabelTable;

/** Opens videos with labels from a data specification. */
public final class LabelData {
  static final String SCHEME = "labels";

  private static final String KNOWN = SCHEME + ":LABELS.csv,VIDEOS_DIR";

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
    DataSpec spec = DataSpec.parse(dataSpec, List.of(SCHEME), KNOWN);
    List<String> parts = spec.parts(1);
    Path table = Path.of(parts.get(0));
    return CaptionData.open(
        spec,
        selection,
        CaptionData.videos(Path.of(parts.get(1))),
        (videos, out) -> LabelTable.read(table, selection, out));
  }

  /** Opens one split of several data sets as one, as {@link CaptionData#openAll} does. */
  public static CaptionDataset openAll(List<String> dataSpecs, String split) throws IOException {
    return DataSpec.openAll(dataSpecs, split, LabelData::open, CaptionDataset::joined);
  }
}
