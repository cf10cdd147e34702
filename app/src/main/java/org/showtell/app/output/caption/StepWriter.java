package org.showtell.app.output.caption;

import java.io.IOException;
import org.showtell.app.caption.CaptionedPhoto;

/**
 * Does something with each image that has a caption, and then hands the result to another writer: a
 * run that is killed between the two does that image again when it is continued.
 *
 * @param writer the other, which it completes and closes
 */
public record StepWriter(Step step, CaptionWriter writer) implements CaptionWriter {

  /** What is done with an image. */
  @FunctionalInterface
  public interface Step {
    /** Does it; what is wrong, or null: then the result is saved with that as its error. */
    PhotoOutputException take(CaptionedPhoto photo) throws IOException;
  }

  @Override
  public void accept(CaptionedPhoto photo) throws IOException {
    PhotoOutputException problem = photo.record().captions().isEmpty() ? null : step.take(photo);
    try {
      writer.accept(problem == null ? photo : photo.withError(problem.getMessage()));
    } catch (PhotoOutputException e) {
      throw problem == null
          ? e
          : new PhotoOutputException(problem.getMessage() + "; " + e.getMessage(), e);
    }
    if (problem != null) {
      throw problem;
    }
  }

  @Override
  public void finish() throws IOException {
    writer.finish();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
