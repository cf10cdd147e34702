package org.showtell.app.output.attention;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.ALREADY_DONE;
import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.NOT_A_PHOTO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputRefusedException;

/** Another output, and beside it a picture for each photo of where the model looked. */
public final class AttentionOutput implements CaptionOutput {
  private final CaptionOutput captions;
  private final Path folder;
  private final ExistingPolicy policy;
  private final boolean picturesDecide;
  private final AttentionPlaces places;

  /**
   * @param captions where the captions go
   * @param folder where the pictures go
   * @param policy for pictures that are there
   * @param picturesDecide whether {@link ExistingPolicy#SKIP_EXISTING} leaves a photo out that has
   *     a picture; else the captions that are there decide
   */
  public AttentionOutput(
      CaptionOutput captions, Path folder, ExistingPolicy policy, boolean picturesDecide) {
    this.captions = captions;
    this.folder = folder;
    this.policy = policy;
    this.picturesDecide = picturesDecide;
    this.places = new AttentionPlaces(folder);
  }

  @Override
  public InputFilter filter() {
    InputFilter withoutPictures = captions.filter();
    return photo -> {
      if (places.isPicture(photo)) {
        return new IgnoredInput(photo.path(), "a picture of --attention", NOT_A_PHOTO);
      }
      InputEntry entry = withoutPictures.apply(photo);
      return entry instanceof PhotoInput left ? admit(left) : entry;
    };
  }

  private InputEntry admit(PhotoInput photo) {
    Path picture = places.claim(photo);
    if (!Files.exists(picture, LinkOption.NOFOLLOW_LINKS)) {
      return photo;
    }
    return switch (policy) {
      case OVERWRITE, APPEND -> photo;
      case SKIP_EXISTING ->
          picturesDecide
              ? new IgnoredInput(photo.path(), picture + " is there", ALREADY_DONE)
              : photo;
      case REFUSE ->
          new FailedInput(
              photo.path(),
              picture + " is there already: --skip-existing keeps it, --overwrite replaces it");
    };
  }

  @Override
  public CaptionWriter open(String model) throws OutputRefusedException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw OutputRefusedException.unwritable(folder.toString(), e);
    }
    if (!Files.isWritable(folder)) {
      throw new OutputRefusedException(
          folder + ": no permission to write in it; name another folder with --attention");
    }
    return new AttentionPictures(
        captions.open(model), places, policy == ExistingPolicy.SKIP_EXISTING);
  }

  @Override
  public List<String> notes(String model) {
    return captions.notes(model);
  }
}
