package org.showtell.app.training.keywords;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.showtell.app.training.TrainingFiles;

/**
 * One {@code train keywords} run.
 *
 * @param files what is read and written; it keeps no checkpoint
 * @param moreData further data sets, learnt together with the files'
 * @param text sentences without photos, one a line, which count in the choice of words; or null
 * @param seed of all chance
 */
public record KeywordTrainingConfig(
    TrainingFiles files, List<String> moreData, Path text, long seed) {

  /** Copies the list. */
  public KeywordTrainingConfig {
    moreData = List.copyOf(moreData);
  }

  /** All data sets to learn from. */
  List<String> data() {
    return Stream.concat(Stream.of(files.data()), moreData.stream()).toList();
  }
}
