package org.showtell.app.input;

import java.util.Optional;

/**
 * An input on its way through the pipeline, after the worker threads have done their part.
 *
 * @param entry what was found
 * @param pixels [H,W,3]; null where there is nothing to caption
 * @param preview a small picture, where one was asked for
 * @param error why there are no pixels; null where there are, and for an ignored input
 */
public record LoadedPhoto(
    InputEntry entry, float[] pixels, Optional<Preview> preview, String error) {
  public static LoadedPhoto ready(PhotoInput photo, float[] pixels, Optional<Preview> preview) {
    return new LoadedPhoto(photo, pixels, preview, null);
  }

  public static LoadedPhoto failed(InputEntry entry, String error) {
    return new LoadedPhoto(entry, null, Optional.empty(), error);
  }

  public static LoadedPhoto ignored(IgnoredInput entry) {
    return new LoadedPhoto(entry, null, Optional.empty(), null);
  }

  public boolean hasPixels() {
    return pixels != null;
  }
}
