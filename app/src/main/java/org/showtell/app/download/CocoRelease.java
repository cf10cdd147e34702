package org.showtell.app.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.showtell.encoder.download.Checksum;
import org.showtell.encoder.download.DownloadRequest;

/**
 * One year's division of COCO's images (Lin et al. 2014; Chen et al. 2015).
 *
 * <p>COCO publishes no checksums. These are the ones that its users publish, the same in many
 * projects: Paddle's {@code download} of COCO has all six; for the annotations of 2014, stored in
 * one piece, it is also the ETag of COCO's own server.
 */
public record CocoRelease(int year, Zip annotations, Map<Split, Zip> photos) {
  /** COCO's own server. Its certificate is for another name, so it is asked without encryption. */
  public static final URI HOME = URI.create("http://images.cocodataset.org");

  private static final Map<Integer, CocoRelease> RELEASES =
      Map.of(
          2014,
          release(
              2014,
              annotations(2014, 252_872_794L, "0a379cfc70b0e71301e0f377548639bd"),
              photos(Split.TRAIN, 2014, 13_510_573_713L, "0da8c0bd3d6becc4dcb32757491aca88"),
              photos(Split.VAL, 2014, 6_645_013_297L, "a3d79f5ed8d289b7a7554ce06a5782b3")),
          2017,
          release(
              2017,
              annotations(2017, 252_907_541L, "f4bbac642086de4f52a3fdda2de5fa2c"),
              photos(Split.TRAIN, 2017, 19_336_861_798L, "cced6f7f71b7629ddf16f17bbcfab6b2"),
              photos(Split.VAL, 2017, 815_585_330L, "442b8da7639aecaf257c1dceb8ba8c80")));

  public CocoRelease {
    photos = Map.copyOf(photos);
    if (photos.size() != Split.values().length) {
      throw new IllegalArgumentException(
          "photos must be of train and val, but got " + photos.keySet());
    }
  }

  /** The release of 2014 or 2017. */
  public static CocoRelease of(int year) {
    CocoRelease release = RELEASES.get(year);
    if (release == null) {
      throw new IllegalArgumentException("year must be 2014 or 2017, but got " + year);
    }
    return release;
  }

  /** The file with the captions of a part, in the zip and beside it. */
  public String captions(Split split) {
    return "captions_" + split.nameIn(year) + ".json";
  }

  private static CocoRelease release(int year, Zip notes, Zip train, Zip val) {
    return new CocoRelease(year, notes, Map.of(Split.TRAIN, train, Split.VAL, val));
  }

  private static Zip annotations(int year, long bytes, String md5) {
    return file("annotations", "annotations_trainval" + year + ".zip", bytes, md5);
  }

  private static Zip photos(Split split, int year, long bytes, String md5) {
    return file("zips", split.nameIn(year) + ".zip", bytes, md5);
  }

  private static Zip file(String folder, String name, long bytes, String md5) {
    return new Zip(folder, name, bytes, new Checksum("md5", md5));
  }

  /** A zip file of COCO, in a folder below the base address. */
  public record Zip(String folder, String name, long bytes, Checksum checksum) {
    public Zip {
      Objects.requireNonNull(folder, "folder");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(checksum, "checksum");
    }

    /** The file to fetch from COCO's address or a mirror's into a folder. */
    public DownloadRequest request(URI base, Path target) {
      String address = base.toString().replaceFirst("/+$", "") + "/" + folder + "/" + name;
      return new DownloadRequest(URI.create(address), target.resolve(name), checksum, bytes);
    }
  }

  /** The parts of COCO that have public captions. */
  public enum Split {
    /** To learn from. */
    TRAIN,
    /** To measure on. */
    VAL;

    /** As in file names, with the release's year: {@code train2017}. */
    String nameIn(int year) {
      return name().toLowerCase(Locale.ROOT) + year;
    }
  }
}
