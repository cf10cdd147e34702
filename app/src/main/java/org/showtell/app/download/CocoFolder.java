package org.showtell.app.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.showtell.encoder.download.DownloadRequest;

/**
 * A folder with COCO as a data specification takes it: the images' zips as they are published,
 * which are read in place, and beside them the captions out of the annotations' zip.
 */
public final class CocoFolder {
  private final CocoRelease release;
  private final Set<CocoRelease.Split> splits;
  private final Path folder;

  public CocoFolder(CocoRelease release, Set<CocoRelease.Split> splits, Path folder) {
    if (splits.isEmpty()) {
      throw new IllegalArgumentException("splits must be at least 1, but got 0");
    }
    this.release = release;
    this.splits = new TreeSet<>(splits);
    this.folder = folder;
  }

  /** What has to be there, the small files first, from COCO's address or a mirror's. */
  public List<DownloadRequest> requests(URI base) {
    List<DownloadRequest> requests = new ArrayList<>();
    requests.add(release.annotations().request(base, folder));
    splits.stream()
        .map(release.photos()::get)
        .sorted(Comparator.comparingLong(CocoRelease.Zip::bytes))
        .forEach(file -> requests.add(file.request(base, folder)));
    return requests;
  }

  /** Takes the captions out of the annotations' zip, which is there. */
  public void extractCaptions() throws IOException {
    Path zip = folder.resolve(release.annotations().name());
    for (CocoRelease.Split split : splits) {
      String name = release.captions(split);
      ZipExtraction.extract(zip, "annotations/" + name, folder.resolve(name));
    }
  }

  /** The data specifications, one per part, train first. */
  public List<String> dataArguments() {
    return splits.stream()
        .map(
            split ->
                "coco:"
                    + folder.resolve(release.captions(split))
                    + ","
                    + folder.resolve(release.photos().get(split).name()))
        .toList();
  }
}
