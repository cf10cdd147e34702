package org.showtell.app.output.video;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.OutputPlace;
import org.showtell.app.output.file.OutputRefusedException;

/** Looks at where results of videos are to go, before anything is loaded or written. */
public final class VideoOutputs {
  private VideoOutputs() {}

  /**
   * Checks the user's wish against what lies there.
   *
   * @param videos as the user named them
   * @param stdout where results go that have no file; not closed
   * @throws OutputRefusedException if something would be destroyed or cannot be done
   */
  public static VideoOutput prepare(
      VideoOutputConfig config, List<String> videos, OutputStream stdout)
      throws OutputRefusedException {
    if (config.output().isEmpty()) {
      if (config.overwrite()) {
        throw new OutputRefusedException(
            "--overwrite is about a file that is there already: name it with -o FILE");
      }
      if (config.format().isPerVideo() && videos.size() > 1) {
        throw new OutputRefusedException(
            "-f "
                + config.format()
                + " is a file for each video, and there are "
                + videos.size()
                + " videos: name a folder with -o DIR");
      }
      return model -> document(config, stdout, model);
    }
    Path output = config.output().get();
    if (config.format().isPerVideo() && (videos.size() > 1 || Files.isDirectory(output))) {
      return inFolder(config, output, videos);
    }
    OutputPlace.requireFree(output, config.format(), config.overwrite());
    return model -> document(config, stdout, model);
  }

  private static VideoOutput inFolder(VideoOutputConfig config, Path folder, List<String> videos)
      throws OutputRefusedException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new OutputRefusedException(
          folder + ": -f " + config.format() + " is a file for each video; name a folder with -o");
    }
    if (!Files.exists(folder)) {
      OutputPlace.requireFolderOf(folder);
    }
    Map<Path, String> places = new LinkedHashMap<>();
    for (String video : videos) {
      Path place = folder.resolve(fileName(video, config.format()));
      String other = places.putIfAbsent(place, video);
      if (other != null) {
        throw new OutputRefusedException(
            place
                + ": both "
                + other
                + " and "
                + video
                + " would be written here; do one of them"
                + " in another run");
      }
      if (Files.exists(folder)) {
        OutputPlace.requireFree(place, config.format(), config.overwrite());
      }
    }
    return model -> new SubtitleFolder(config, folder);
  }

  /** {@code clip.srt} for {@code videos/clip.mp4}. */
  static String fileName(String video, VideoFormat format) {
    String name;
    try {
      name = String.valueOf(Path.of(video).getFileName());
    } catch (InvalidPathException e) {
      name = "video"; // it fails when it is opened, and is named then
    }
    int dot = name.lastIndexOf('.');
    return (dot <= 0 ? name : name.substring(0, dot)) + "." + format;
  }

  private static VideoWriter document(VideoOutputConfig config, OutputStream stdout, String model)
      throws OutputRefusedException {
    Optional<Path> file = config.output();
    boolean grows = config.format() == VideoFormat.TEXT || config.format() == VideoFormat.JSONL;
    try {
      Destination destination = OutputPlace.open(file, stdout, config.overwrite(), !grows);
      return switch (config.format()) {
        case TEXT -> new VideoTextWriter(destination, config.keywords());
        case JSON -> new VideoJsonWriter(destination, model, true, config.keywords());
        case JSONL -> new VideoJsonWriter(destination, model, false, config.keywords());
        case HTML -> new VideoHtmlWriter(destination, model);
        case SRT, VTT -> new SubtitleDocument(destination, config.format());
      };
    } catch (IOException e) {
      throw OutputRefusedException.unwritable(file.map(Path::toString).orElse("stdout"), e);
    }
  }
}
