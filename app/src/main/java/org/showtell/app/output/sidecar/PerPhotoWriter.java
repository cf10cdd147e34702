package org.showtell.app.output.sidecar;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.input.FailureReason;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.PhotoOutputException;
import org.showtell.app.output.caption.PhotoPlaces;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.encoder.file.AtomicFile;

/** Writes a file for each image that has a caption, whole or not at all. */
abstract class PerPhotoWriter implements CaptionWriter {
  /** Twice, because another program may create or delete the file between looking and writing. */
  private static final int ATTEMPTS = 2;

  private final PhotoPlaces places;
  private final ExistingPolicy policy;

  PerPhotoWriter(PhotoPlaces places, ExistingPolicy policy) {
    this.places = places;
    this.policy = policy;
  }

  /** The content of a new file. */
  abstract byte[] create(CaptionRecord record);

  /**
   * The content of a file whose caption is replaced.
   *
   * @throws IOException if the file is not one whose rest could be kept
   */
  abstract byte[] replace(byte[] existing, CaptionRecord record) throws IOException;

  /**
   * The content of a file that a caption is added to. Adding the same once more returns {@code
   * existing}, so that a killed run can be repeated.
   *
   * @throws IOException if the file is not one that could be added to
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
    // Nothing is open between two photos.
  }
}
