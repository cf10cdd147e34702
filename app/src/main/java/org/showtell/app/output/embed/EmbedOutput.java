package org.showtell.app.output.embed;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.ALREADY_DONE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.Keyword;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.PhotoOutputException;
import org.showtell.app.output.caption.StepWriter;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputRefusedException;

/** Another output, and beside it the caption inside each photo. */
public final class EmbedOutput implements CaptionOutput {
  private final CaptionOutput captions;
  private final ExistingPolicy policy;
  private final Backup backup;

  /**
   * @param policy for photos that have a description: {@link ExistingPolicy#APPEND} leaves the
   *     description, and adds an alternative text and keywords
   */
  public EmbedOutput(CaptionOutput captions, ExistingPolicy policy, Backup backup) {
    this.captions = captions;
    this.policy = policy;
    this.backup = backup;
  }

  @Override
  public InputFilter filter() {
    InputFilter captionsLeft = captions.filter();
    Set<Path> files = new HashSet<>();
    return captionsLeft.deciding(
        photo -> {
          InputEntry entry = captionsLeft.apply(photo);
          if (entry instanceof PhotoInput left) {
            return admit(left, files);
          }
          remember(photo, files); // what an earlier run has done is done under all its names
          return entry;
        });
  }

  private static void remember(PhotoInput photo, Set<Path> files) {
    try {
      if (photo.file().isPresent()) {
        files.add(photo.file().get().toRealPath());
      }
    } catch (IOException e) {
      // It is gone, and so no name of a photo that is there.
    }
  }

  private InputEntry admit(PhotoInput photo, Set<Path> files) {
    if (photo.file().isEmpty()) {
      return new FailedInput(
          photo.path(), "embed writes into files, and this is in a zip: unpack it first");
    }
    try {
      Path file = photo.file().get();
      if (!files.add(file.toRealPath())) {
        return new IgnoredInput(photo.path(), "the same file as an earlier one", ALREADY_DONE);
      }
      boolean matters = policy == ExistingPolicy.REFUSE || policy == ExistingPolicy.SKIP_EXISTING;
      if (!matters || !new PhotoFile(file).isDescribed()) {
        return photo;
      }
    } catch (IOException e) {
      return photo; // what is wrong with it is said when it is read, or written
    }
    return policy == ExistingPolicy.SKIP_EXISTING
        ? new IgnoredInput(photo.path(), "has a description", ALREADY_DONE)
        : new FailedInput(
            photo.path(),
            "has a description already: skipExisting keeps it, overwrite replaces it, append keeps it"
                + " and adds an alternative text and keywords");
  }

  @Override
  public CaptionWriter open(String model) throws OutputRefusedException {
    return new StepWriter(this::embed, captions.open(model));
  }

  @Override
  public List<String> notes(String model) {
    return captions.notes(model);
  }

  /** What is wrong, or null; the caption can go to the other output all the same. */
  private PhotoOutputException embed(CaptionedPhoto photo) throws IOException {
    Path file = photo.photo().flatMap(PhotoInput::file).orElseThrow();
    try {
      new PhotoFile(file).write(change(photo.record()), backup);
      return null;
    } catch (IOException | RuntimeException e) {
      String reason = FailureReason.of(e);
      if (FailureReason.isFullDisk(e)) {
        throw new IOException(file + ": " + reason + "; it is as it was", e);
      }
      return new PhotoOutputException("not changed: " + reason, e);
    }
  }

  private CaptionChange change(CaptionRecord record) {
    return new CaptionChange(
        record.caption(),
        record.keywords().stream().map(Keyword::word).toList(),
        policy == ExistingPolicy.OVERWRITE);
  }
}
