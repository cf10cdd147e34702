package org.showtell.app.output.sidecar;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.ALREADY_DONE;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.PhotoPlaces;

/** A file for each photo: a text or an XMP sidecar. */
public final class PerPhotoOutput implements CaptionOutput {
  private final OutputConfig config;

  public PerPhotoOutput(OutputConfig config) {
    this.config = config;
  }

  private PhotoPlaces places() {
    return new PhotoPlaces(config.output(), config.format() == CaptionFormat.XMP ? ".xmp" : ".txt");
  }

  @Override
  public CaptionWriter open(String model) {
    SidecarContent content =
        config.format() == CaptionFormat.XMP ? new XmpContent(model) : new TextContent();
    return new PerPhotoWriter(places(), content, config.policy());
  }

  @Override
  public InputFilter filter() {
    PhotoPlaces places = places();
    return photo -> admit(photo, places);
  }

  private InputEntry admit(PhotoInput photo, PhotoPlaces places) {
    Optional<Path> place = places.of(photo);
    if (place.isEmpty()) {
      return new FailedInput(
          photo.path(), "there is no place beside a photo in a zip: name a folder with -o");
    }
    Path file = place.get();
    Optional<String> other = places.claim(file, photo);
    if (other.isPresent()) {
      return other.get().equals(photo.path())
          ? new IgnoredInput(photo.path(), "named twice", ALREADY_DONE)
          : new FailedInput(
              photo.path(),
              file
                  + " is already for "
                  + other.get()
                  + ": the names are the same but for the extension; rename one, or use -f jsonl");
    }
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return photo;
    }
    return switch (config.policy()) {
      case OVERWRITE, APPEND -> photo;
      case SKIP_EXISTING -> new IgnoredInput(photo.path(), file + " is there", ALREADY_DONE);
      case REFUSE ->
          new FailedInput(
              photo.path(),
              file
                  + " is there already: --skip-existing keeps it, --overwrite replaces it,"
                  + " --append adds to it");
    };
  }
}
