package org.showtell.app.output;

import static org.showtell.app.output.file.ExistingPolicy.OVERWRITE;
import static org.showtell.app.output.file.ExistingPolicy.REFUSE;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.showtell.app.output.attention.AttentionOutput;
import org.showtell.app.output.attention.Lettering;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.ContinuedOutput;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputPlace;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.page.DocumentOutput;
import org.showtell.app.output.sidecar.PerPhotoOutput;

/** Looks at where results are to go, before anything is loaded or written. */
public final class CaptionOutputs {
  private CaptionOutputs() {}

  /**
   * Checks the user's wish against what lies there.
   *
   * @param stdout where results go that have no file; not closed
   * @throws OutputRefusedException if something would be destroyed or cannot be done
   */
  public static CaptionOutput prepare(OutputConfig config, OutputStream stdout)
      throws OutputRefusedException {
    return config.attention().isPresent()
        ? withPictures(config, config.attention().get(), stdout)
        : captions(config, stdout);
  }

  private static CaptionOutput withPictures(OutputConfig config, Path folder, OutputStream stdout)
      throws OutputRefusedException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new OutputRefusedException(
          folder + ": --attention writes a picture per photo and needs a folder; name one");
    }
    Lettering.check();
    ExistingPolicy policy = config.policy();
    // On stdout nothing is there already: then these are about the pictures.
    boolean picturesDecide =
        config.output().isEmpty()
            && !config.format().isPerPhoto()
            && (policy == ExistingPolicy.SKIP_EXISTING || policy == OVERWRITE);
    CaptionOutput captions = captions(picturesDecide ? config.withPolicy(REFUSE) : config, stdout);
    return new AttentionOutput(captions, folder, policy, picturesDecide);
  }

  private static CaptionOutput captions(OutputConfig config, OutputStream stdout)
      throws OutputRefusedException {
    if (config.retryFailed() && !continues(config)) {
      throw new OutputRefusedException(
          "--retry-failed is for a jsonl or csv file that --append continues; add --append and"
              + " -o FILE");
    }
    if (config.format().isPerPhoto()) {
      return perPhoto(config);
    }
    if (config.output().isEmpty()) {
      if (config.policy() != REFUSE) {
        throw new OutputRefusedException(
            flag(config.policy()) + " is about a file that is there already: name it with -o FILE");
      }
      return new DocumentOutput(config, stdout);
    }
    return file(config, config.output().get());
  }

  private static CaptionOutput perPhoto(OutputConfig config) throws OutputRefusedException {
    if (config.output().isPresent() && isFile(config.output().get())) {
      throw new OutputRefusedException(
          config.output().get()
              + ": -f "
              + config.format()
              + " writes a file per photo and needs a folder here; name one with -o, or leave -o"
              + " out to write beside the photos");
    }
    return new PerPhotoOutput(config);
  }

  private static CaptionOutput file(OutputConfig config, Path file) throws OutputRefusedException {
    OutputPlace.requireNoFolder(file, config.format());
    if (continues(config) && !config.format().isContinuable()) {
      throw new OutputRefusedException(
          flag(config.policy())
              + " continues jsonl and csv files; a "
              + config.format()
              + " file is written as a whole: use -f jsonl, or --overwrite");
    }
    if (!Files.exists(file)) {
      OutputPlace.requireFolderOf(file);
      return new DocumentOutput(config, file);
    }
    if (!isFile(file)) {
      return new DocumentOutput(config, file); // a device or pipe: nothing there to lose
    }
    if (config.policy() == REFUSE) {
      throw new OutputRefusedException(
          file
              + ": exists already; "
              + (config.format().isContinuable()
                  ? "--append continues it, --overwrite replaces it"
                  : "--overwrite replaces it"));
    }
    return config.policy() == OVERWRITE
        ? new DocumentOutput(config, file)
        : new ContinuedOutput(config, file);
  }

  private static boolean continues(OutputConfig config) {
    return config.policy() == ExistingPolicy.APPEND
        || config.policy() == ExistingPolicy.SKIP_EXISTING;
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path);
  }

  private static String flag(ExistingPolicy policy) {
    return "--" + policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
