package org.showtell.app.output.attention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.Preview;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.PhotoOutputException;
import org.showtell.encoder.file.AtomicFile;

/**
 * Writes a picture for each photo that has a caption, of the best one, and then the caption: a run
 * that is killed between the two does that photo again when it is continued.
 */
final class AttentionPictures implements CaptionWriter {
  private final CaptionWriter captions;
  private final AttentionPlaces places;
  private final boolean keepExisting;

  /**
   * @param captions closed with this
   * @param places that the photos have claimed
   * @param keepExisting whether a picture that is there stays, instead of being replaced
   */
  AttentionPictures(CaptionWriter captions, AttentionPlaces places, boolean keepExisting) {
    this.captions = captions;
    this.places = places;
    this.keepExisting = keepExisting;
  }

  @Override
  public void write(CaptionedPhoto photo) throws IOException {
    PhotoOutputException problem = null;
    if (!photo.record().captions().isEmpty()) {
      problem = draw(photo);
    }
    try {
      captions.write(photo);
    } catch (PhotoOutputException e) {
      throw problem == null
          ? e
          : new PhotoOutputException(problem.getMessage() + "; " + e.getMessage(), e);
    }
    if (problem != null) {
      throw problem;
    }
  }

  /** Draws and saves; what is wrong with it, or null. The caption can be saved all the same. */
  private PhotoOutputException draw(CaptionedPhoto photo) {
    Path file = photo.photo().map(places::of).orElseThrow();
    if (keepExisting && Files.exists(file)) {
      return null;
    }
    try {
      Preview preview =
          photo
              .preview()
              .orElseThrow(() -> new IOException("the photo could not be read a second time"));
      byte[] picture = AttentionPicture.jpeg(preview, photo.record().captions().get(0).words());
      Path parent = file.toAbsolutePath().getParent();
      if (Files.exists(parent) && !Files.isDirectory(parent)) {
        throw new IOException("its folder " + parent + " is a file");
      }
      Files.createDirectories(parent);
      AtomicFile.write(file, picture, true);
      return null;
    } catch (IOException | RuntimeException e) {
      return new PhotoOutputException(
          "its attention picture cannot be saved: " + file + ": " + FailureReason.of(e), e);
    }
  }

  @Override
  public void finish() throws IOException {
    captions.finish();
  }

  @Override
  public void close() throws IOException {
    captions.close();
  }
}
