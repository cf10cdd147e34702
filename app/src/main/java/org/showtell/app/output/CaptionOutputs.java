package org.showtell.app.output;

import static org.showtell.app.output.file.ExistingPolicy.APPEND;
import static org.showtell.app.output.file.ExistingPolicy.OVERWRITE;
import static org.showtell.app.output.file.ExistingPolicy.REFUSE;
import static org.showtell.app.output.file.ExistingPolicy.SKIP_EXISTING;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.showtell.app.input.InputFilter;
import org.showtell.app.output.attention.AttentionOutput;
import org.showtell.app.output.attention.Lettering;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.ContinuedOutput;
import org.showtell.app.output.caption.CsvWriter;
import org.showtell.app.output.caption.JsonWriter;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.TextWriter;
import org.showtell.app.output.embed.Backup;
import org.showtell.app.output.embed.EmbedOutput;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.page.HtmlWriter;
import org.showtell.app.output.sidecar.PerPhotoOutput;

/** Checks where results are to go, before anything is loaded or written. */
public final class CaptionOutputs {
  private CaptionOutputs() {}

  /**
   * Checks the user's wish against what exists.
   *
   * @param stdout where results go that have no file; not closed
   * @throws OutputRefusedException if something would be destroyed or cannot be done
   */
  public static CaptionOutput prepare(OutputConfig config, OutputStream stdout)
      throws OutputRefusedException {
    return config.attention().isPresent()
        ? withAttention(config, config.attention().get(), stdout)
        : captions(config, stdout);
  }

  /**
   * The same, with each caption inside its photo too. Where nothing else can exist already, the
   * policy is about the photos alone.
   *
   * @param backup what becomes of the photos as they were
   */
  public static CaptionOutput prepareEmbedding(
      OutputConfig config, Backup backup, OutputStream stdout) throws OutputRefusedException {
    boolean photosDecide =
        config.output().isEmpty() && !config.format().isPerPhoto() && config.attention().isEmpty();
    CaptionOutput captions = prepare(photosDecide ? config.withPolicy(REFUSE) : config, stdout);
    return new EmbedOutput(captions, config.policy(), backup);
  }

  private static CaptionOutput withAttention(OutputConfig config, Path folder, OutputStream stdout)
      throws OutputRefusedException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new OutputRefusedException(
          folder + ": attention images, one per photo, need a folder; name one");
    }
    Lettering.check();
    ExistingPolicy policy = config.policy();
    // On stdout nothing exists already: then these are about the attention images.
    boolean imagesDecide =
        config.output().isEmpty()
            && !config.format().isPerPhoto()
            && (policy == SKIP_EXISTING || policy == OVERWRITE);
    CaptionOutput captions = captions(imagesDecide ? config.withPolicy(REFUSE) : config, stdout);
    return new AttentionOutput(captions, folder, policy, imagesDecide);
  }

  private static CaptionOutput captions(OutputConfig config, OutputStream stdout)
      throws OutputRefusedException {
    if (config.retryFailed() && !continues(config)) {
      throw new OutputRefusedException(
          "retryFailed needs a jsonl or csv file to continue; name an output and append to it");
    }
    if (config.format().isPerPhoto()) {
      return perPhoto(config);
    }
    if (config.output().isPresent()) {
      return file(config, config.output().get());
    }
    if (config.policy() != REFUSE) {
      throw new OutputRefusedException(
          config.policy() + " is about a file that exists already: name it as the output");
    }
    return new Document(config, stdout);
  }

  private static CaptionOutput perPhoto(OutputConfig config) throws OutputRefusedException {
    if (config.output().filter(Files::isRegularFile).isPresent()) {
      throw new OutputRefusedException(
          "%s: format %s writes a file per photo and needs a folder; name one, or no output at all"
              .formatted(config.output().get(), config.format()));
    }
    return new PerPhotoOutput(config);
  }

  private static CaptionOutput file(OutputConfig config, Path file) throws OutputRefusedException {
    Destination.requireNoFolder(file, config.format());
    if (continues(config) && !config.format().isContinuable()) {
      throw new OutputRefusedException(
          "%s continues jsonl and csv files, but got %s; use format jsonl, or overwrite"
              .formatted(config.policy(), config.format()));
    }
    CaptionOutput whole = new Document(config, OutputStream.nullOutputStream());
    if (!Files.exists(file)) {
      Destination.requireFolderOf(file);
      return whole;
    }
    if (!Files.isRegularFile(file)) {
      return whole; // a device or pipe: nothing there to lose
    }
    if (config.policy() == REFUSE) {
      throw new OutputRefusedException(
          file
              + ": exists already; "
              + (config.format().isContinuable() ? "append continues it, " : "")
              + "overwrite replaces it");
    }
    return config.policy() == OVERWRITE ? whole : new ContinuedOutput(config, file);
  }

  private static boolean continues(OutputConfig config) {
    return config.policy() == APPEND || config.policy() == SKIP_EXISTING;
  }

  /** One new document: on stdout, in a device, or in a file. */
  private record Document(OutputConfig config, OutputStream stdout) implements CaptionOutput {
    @Override
    public InputFilter filter() {
      return InputFilter.ALL;
    }

    @Override
    public CaptionWriter open(String model) throws OutputRefusedException {
      CaptionFormat format = config.format();
      boolean whole = format == CaptionFormat.JSON || format == CaptionFormat.HTML;
      return Destination.open(
          config.output(),
          stdout,
          config.policy() == OVERWRITE,
          whole,
          destination -> writer(destination, model));
    }

    private CaptionWriter writer(Destination destination, String model) throws IOException {
      return switch (config.format()) {
        case TEXT -> new TextWriter(destination, config.keywords());
        case JSON -> new JsonWriter(destination, config.details(), true);
        case JSONL -> new JsonWriter(destination, config.details(), false);
        case CSV -> new CsvWriter(destination, config.table(), true);
        case HTML ->
            new HtmlWriter(destination, model, config.output(), config.attention().isPresent());
        case SIDECAR, XMP -> throw new IllegalStateException(config.format() + " is no document");
      };
    }
  }
}
