package org.showtell.app.output.video;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.dataset.PathName;

/** A checked place for results of videos, where nothing has been changed yet. */
@FunctionalInterface
public interface VideoOutput {
  /**
   * Where the user wants results of videos, and how.
   *
   * @param output a file, or for {@link VideoFormat#isPerVideo} formats a file or a folder; empty
   *     for stdout
   * @param overwrite whether what exists may be replaced
   * @param keywords whether each cue's keywords are shown; subtitles have no place for them
   */
  record Config(VideoFormat format, Optional<Path> output, boolean overwrite, boolean keywords) {
    public Config {
      Objects.requireNonNull(format, "format");
      Objects.requireNonNull(output, "output");
    }
  }

  /**
   * Opens the place for writing.
   *
   * @param model name of the model that the results are by
   * @throws OutputRefusedException if another run is writing there, or it cannot be written
   */
  VideoWriter open(String model) throws OutputRefusedException;

  /**
   * Checks the user's wish against what exists, before anything is loaded or written.
   *
   * @param videos as the user named them
   * @param stdout where results go that have no file; not closed
   * @throws OutputRefusedException if something would be destroyed or cannot be done
   */
  static VideoOutput prepare(Config config, List<String> videos, OutputStream stdout)
      throws OutputRefusedException {
    VideoFormat format = config.format();
    boolean several = format.isPerVideo() && videos.size() > 1;
    if (config.output().isPresent()) {
      Path output = config.output().get();
      if (several || format.isPerVideo() && Files.isDirectory(output)) {
        return inFolder(config, output, videos);
      }
      Destination.requireFree(output, format, config.overwrite());
    } else if (config.overwrite()) {
      throw new OutputRefusedException(
          "overwrite is about a file that exists already: name it as the output");
    } else if (several) {
      throw new OutputRefusedException(
          "format %s is a file for each video, but got %s videos: name an output folder"
              .formatted(format, videos.size()));
    }
    return model -> document(config, stdout, model);
  }

  private static VideoOutput inFolder(Config config, Path folder, List<String> videos)
      throws OutputRefusedException {
    boolean exists = Files.exists(folder);
    if (exists && !Files.isDirectory(folder)) {
      throw new OutputRefusedException(
          "%s: format %s is a file for each video; name a folder as the output"
              .formatted(folder, config.format()));
    }
    if (!exists) {
      Destination.requireFolderOf(folder);
    }
    Map<Path, String> places = new HashMap<>();
    for (String video : videos) {
      Path place = place(folder, video, config.format());
      String other = places.putIfAbsent(place, video);
      if (other != null) {
        throw new OutputRefusedException(
            "%s: both %s and %s would be written here; do one of them in another run"
                .formatted(place, other, video));
      }
      if (exists) {
        Destination.requireFree(place, config.format(), config.overwrite());
      }
    }
    return model -> new SubtitleWriter(config, Optional.empty());
  }

  /** {@code clip.srt} for {@code videos/clip.mp4}. */
  static Path place(Path folder, String video, VideoFormat format) {
    String name;
    try {
      Path file = PathName.existing(video).getFileName();
      name = file == null ? "video" : PathName.of(file);
    } catch (InvalidPathException e) {
      name = "video"; // it fails when it is opened, and is named then
    }
    int dot = name.lastIndexOf('.');
    String stem = dot <= 0 ? name : name.substring(0, dot);
    return folder.resolve(PathName.toPath(stem + "." + format));
  }

  private static VideoWriter document(Config config, OutputStream stdout, String model)
      throws OutputRefusedException {
    boolean grows = config.format() == VideoFormat.TEXT || config.format() == VideoFormat.JSONL;
    return Destination.open(
        config.output(),
        stdout,
        config.overwrite(),
        !grows,
        destination ->
            switch (config.format()) {
              case TEXT -> new VideoTextWriter(destination, config.keywords());
              case JSON -> new VideoJsonWriter(destination, model, true, config.keywords());
              case JSONL -> new VideoJsonWriter(destination, model, false, config.keywords());
              case HTML -> new VideoHtmlWriter(destination, model);
              case SRT, VTT -> new SubtitleWriter(config, Optional.of(destination));
            });
  }
}
