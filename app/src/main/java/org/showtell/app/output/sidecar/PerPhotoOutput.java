package org.showtell.app.output.sidecar;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.ALREADY_DONE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoFiles;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.PhotoOutputException;
import org.showtell.app.output.caption.PhotoPlaces;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.dataset.PathName;
import org.showtell.encoder.file.AtomicFile;

/** A file for each image: a text or an XMP sidecar. */
public record PerPhotoOutput(OutputConfig config) implements CaptionOutput {
  private PhotoPlaces places() {
    return new PhotoPlaces(config.output(), config.sidecarName()::of);
  }

  private boolean isXmp() {
    return config.format() == CaptionFormat.XMP;
  }

  @Override
  public CaptionWriter open(String model) {
    return isXmp()
        ? new XmpWriter(places(), config.policy(), model)
        : new SidecarWriter(places(), config.policy(), config.keywords());
  }

  @Override
  public InputFilter filter() {
    PhotoPlaces places = places();
    return new InputFilter() {
      @Override
      public InputEntry apply(PhotoInput photo) {
        return admit(photo, places);
      }

      @Override
      public void changed(PhotoInput photo) {
        places.release(photo);
      }
    };
  }

  private InputEntry admit(PhotoInput photo, PhotoPlaces places) {
    Optional<Path> place = places.of(photo);
    if (place.isEmpty()) {
      return new FailedInput(
          photo.path(), "there is no place beside a photo in a zip: name an output folder");
    }
    Path file = place.get();
    Optional<String> other = places.claim(file, photo);
    if (other.isPresent()) {
      return isSame(other.get(), photo)
          ? new IgnoredInput(photo.path(), "named twice", ALREADY_DONE)
          : new FailedInput(
              photo.path(),
              file + " is already for " + other.get() + "; " + advice(photo, other.get()));
    }
    String name = file.getFileName().toString();
    if (name.equals(photo.relative().getFileName().toString())
        || name.matches("\\.{0,2}")
        || PhotoFiles.hasMediaExtension(name)) {
      return new FailedInput(
          photo.path(), "sidecarName gives '" + name + "' for it, which is no name for a sidecar");
    }
    return PhotoPlaces.admit(photo, file, config.policy());
  }

  private static boolean isSame(String other, PhotoInput photo) {
    try {
      return other.equals(photo.path())
          || photo.file().isPresent()
              && Files.isSameFile(photo.file().get(), PathName.existing(other));
    } catch (IOException | InvalidPathException e) {
      return false; // one of them is in a zip, or gone
    }
  }

  private String advice(PhotoInput photo, String other) {
    String whole = "sidecarName {file}" + (isXmp() ? ".xmp" : ".txt");
    String name = PathName.of(photo.relative().getFileName());
    return other.endsWith("/" + name) || other.equals(name)
        ? "name the folder above both, do one of them in another run, or use format jsonl"
        : "name it after the whole file (" + whole + "), or use format jsonl";
  }

  /** Writes a file for each image that has a caption, whole or not at all. */
  abstract static class Writer implements CaptionWriter {
    /** Twice, because another program may create or delete the file between looking and writing. */
    private static final int ATTEMPTS = 2;

    private final PhotoPlaces places;
    private final ExistingPolicy policy;

    Writer(PhotoPlaces places, ExistingPolicy policy) {
      this.places = places;
      this.policy = policy;
    }

    /** The content of a new file. */
    abstract byte[] create(CaptionRecord record);

    /** The content of a file whose caption is replaced; fails if its rest could not be kept. */
    abstract byte[] replace(byte[] existing, CaptionRecord record) throws IOException;

    /**
     * The content of a file that a caption is added to. Adding the same once more returns {@code
     * existing}, so that a killed run can be repeated.
     */
    abstract byte[] append(byte[] existing, CaptionRecord record) throws IOException;

    @Override
    public final void accept(CaptionedPhoto photo) throws IOException {
      if (photo.record().captions().isEmpty()) {
        return; // a failed one is named by its message; a file would pass for a caption
      }
      Path file = photo.photo().flatMap(places::of).orElseThrow();
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        save(file, photo.record());
      } catch (IOException e) {
        String message = file + ": " + FailureReason.of(e);
        throw FailureReason.isFullDisk(e)
            ? new IOException(message, e)
            : new PhotoOutputException("its caption cannot be saved: " + message, e);
      }
    }

    private void save(Path file, CaptionRecord record) throws IOException {
      boolean mayChange = policy == ExistingPolicy.OVERWRITE || policy == ExistingPolicy.APPEND;
      for (int attempt = 1; ; attempt++) {
        try {
          if (mayChange && Files.exists(file)) {
            change(file, record);
          } else {
            AtomicFile.write(file, create(record), false);
          }
          return;
        } catch (FileAlreadyExistsException e) {
          if (!mayChange || attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    }

    private void change(Path file, CaptionRecord record) throws IOException {
      byte[] existing = Files.readAllBytes(file);
      byte[] changed =
          policy == ExistingPolicy.APPEND ? append(existing, record) : replace(existing, record);
      if (changed != existing) {
        AtomicFile.write(file, changed, true);
      }
    }

    @Override
    public final void finish() {
      // Each file is at its place already.
    }

    @Override
    public final void close() {
      // Nothing is open between two images.
    }
  }
}
