package org.showtell.dataset.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ClipRange;
import org.showtell.dataset.LeftOut;

/**
 * Captions of videos, as MSR-VTT has them (Xu et al. 2016) and, in COCO's form, many copies of MSVD
 * (Chen and Dolan 2011).
 *
 * <p>MSR-VTT: {@code videos} with {@code video_id}, {@code split} and {@code start time} and {@code
 * end time} in seconds, {@code sentences} with {@code video_id} and {@code caption}. COCO: {@code
 * images} with {@code id} and {@code file_name}, {@code annotations} with {@code image_id} and
 * {@code caption}. Each key of the one is understood in the other; the lists come in either order,
 * and everything else is passed over.
 */
public final class VideoCaptionsFile {
  private final JsonCursor json;
  private final Predicate<String> wanted;
  private final Names names;
  private final LeftOut leftOut;
  private final Map<String, Entry> videos = new LinkedHashMap<>();
  private final Map<String, List<String>> captions = new LinkedHashMap<>();
  private final Map<String, Integer> blanks = new LinkedHashMap<>();
  private final Set<String> splits = new TreeSet<>();

  /** What one video's object says. */
  private static final class Entry {
    String videoId;
    String id;
    String file;
    String split;
    double start;
    double end = Double.POSITIVE_INFINITY;

    String name() {
      return videoId == null ? id : videoId;
    }
  }

  private VideoCaptionsFile(
      JsonCursor json, Predicate<String> wanted, Names names, LeftOut leftOut) {
    this.json = json;
    this.wanted = wanted;
    this.names = names;
    this.leftOut = leftOut;
  }

  /**
   * The videos of the file's own splits that are wanted, or that have none, in its order.
   *
   * @param names of the files that there are: a video without {@code file_name} is the one called
   *     as its id is, whatever the extension
   * @param leftOut is told of videos without a caption, blank captions, and captions of no video
   */
  public static List<CaptionedImage> read(
      Path file, Predicate<String> wanted, Collection<String> names, LeftOut leftOut)
      throws IOException {
    try (JsonCursor json = JsonCursor.open(file)) {
      return new VideoCaptionsFile(json, wanted, new Names(names), leftOut).read();
    }
  }

  private List<CaptionedImage> read() throws IOException {
    Set<String> lists = new TreeSet<>();
    json.object(
        "an object with \"videos\" and \"sentences\"",
        key -> {
          String path = "$." + key;
          switch (key) {
            case "videos", "images" ->
                json.array("an array of videos", i -> video(path + "[" + i + "]"));
            case "sentences", "annotations" ->
                json.array("an array of sentences", i -> sentence(path + "[" + i + "]"));
            default -> json.skip();
          }
          lists.add(key);
        });
    json.end();
    requireOne(lists, "videos", "images");
    requireOne(lists, "sentences", "annotations");
    return join();
  }

  private void requireOne(Set<String> lists, String name, String orName) throws IOException {
    if (!lists.contains(name) && !lists.contains(orName)) {
      throw json.wrong("$", "the key \"" + name + "\" or \"" + orName + "\"", "only " + lists);
    }
  }

  private void video(String path) throws IOException {
    Entry entry = new Entry();
    json.object(
        "a video object",
        key -> {
          switch (key) {
            case "video_id" -> entry.videoId = json.id("a video id");
            case "id" -> entry.id = json.id("a video id");
            case "file_name" -> entry.file = json.text("a file name");
            case "split" -> entry.split = json.text("the name of a split");
            case "start time", "start" -> entry.start = json.number("seconds");
            case "end time", "end" -> entry.end = json.number("seconds");
            default -> json.skip();
          }
        });
    json.requireKey(path, "video_id", entry.name());
    if (entry.file != null && entry.file.isBlank()) {
      throw json.wrong(path + ".file_name", "a file name", "a blank string");
    }
    if (!(entry.start >= 0 && entry.end > entry.start)) {
      throw json.wrong(
          path, "a clip from 0 s or later to a later end", entry.start + " s to " + entry.end);
    }
    json.requireNew(videos.putIfAbsent(entry.name(), entry) == null, path, "video", entry.name());
  }

  private void sentence(String path) throws IOException {
    String[] values = new String[2];
    json.object(
        "a sentence object",
        key -> {
          switch (key) {
            case "video_id", "image_id" -> values[0] = json.id("a video id");
            case "caption" -> values[1] = json.textOrNull("a caption");
            default -> json.skip();
          }
        });
    json.requireKey(path, "video_id", values[0]);
    String caption = values[1] == null ? "" : CaptionedImage.tidy(values[1]);
    if (caption.isEmpty()) {
      blanks.merge(values[0], 1, Integer::sum);
    } else {
      captions.computeIfAbsent(values[0], k -> new ArrayList<>(20)).add(caption);
    }
  }

  private List<CaptionedImage> join() throws AnnotationFormatException {
    captions.forEach(
        (id, own) -> {
          if (!videos.containsKey(id)) {
            own.forEach(caption -> leftOut.add("caption", "no such video", "of video " + id));
          }
        });
    List<CaptionedImage> examples = new ArrayList<>();
    for (Entry video : videos.values()) {
      if (video.split != null) {
        splits.add(video.split);
        if (!wanted.test(video.split)) {
          continue;
        }
      }
      List<String> own = captions.get(video.name());
      if (own == null) {
        leftOut.add("video", "no caption", video.name());
        continue;
      }
      for (int i = 0; i < blanks.getOrDefault(video.name(), 0); i++) {
        leftOut.add("caption", "blank", "of " + video.name());
      }
      String file = video.file == null ? names.of(video.name()) : video.file;
      examples.add(
          new CaptionedImage(video.name(), file, new ClipRange(video.start, video.end), own));
    }
    if (examples.isEmpty()) {
      throw json.wrong(
          "$", "videos with captions of the split that was asked for", "only " + splits);
    }
    return examples;
  }

  /**
   * Finds videos by their ids: {@code video0} is {@code video0.mp4}, or {@code clips/video0.avi}.
   */
  private static final class Names {
    /** Where several files share a name, a video goes before its sound or its subtitles. */
    private static final List<String> EXTENSIONS =
        List.of("mp4", "avi", "webm", "mkv", "mov", "m4v", "flv", "mpg", "mpeg", "wmv", "gif");

    private final Map<String, String> byId = new HashMap<>();

    Names(Collection<String> names) {
      for (String name : names) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        byId.merge(
            dot <= 0 ? last : last.substring(0, dot), name, (a, b) -> rank(b) < rank(a) ? b : a);
        byId.putIfAbsent(last, name);
      }
    }

    /** The file of a video, or the name under which one would look for it. */
    String of(String id) {
      String found = byId.get(id);
      return found == null ? id + ".mp4" : found;
    }

    private static int rank(String name) {
      String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      int rank = EXTENSIONS.indexOf(extension);
      return rank < 0 ? EXTENSIONS.size() : rank;
    }
  }
}
