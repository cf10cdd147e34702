package org.showtell.app.output.attention;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.NOT_A_PHOTO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.Preview;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.PhotoOutputException;
import org.showtell.app.output.caption.PhotoPlaces;
import org.showtell.app.output.caption.StepWriter;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.encoder.file.AtomicFile;

/** Another output, and beside it, for each image, an image of where the model attends. */
public final class AttentionOutput implements CaptionOutput {
  private final CaptionOutput captions;
  private final Path folder;
  private final ExistingPolicy policy;
  private final boolean imagesDecide;
  private final AttentionPlaces places;

  /**
   * @param folder where the attention images go
   * @param policy for attention images that exist
   * @param imagesDecide whether {@link ExistingPolicy#SKIP_EXISTING} leaves an image out that has
   *     an attention image; else the existing captions decide
   */
  public AttentionOutput(
      CaptionOutput captions, Path folder, ExistingPolicy policy, boolean imagesDecide) {
    this.captions = captions;
    this.folder = folder;
    this.policy = policy;
    this.imagesDecide = imagesDecide;
    this.places = new AttentionPlaces(folder);
  }

  @Override
  public InputFilter filter() {
    InputFilter captionsLeft = captions.filter();
    return captionsLeft.deciding(
        photo -> {
          if (places.isPicture(photo)) {
            return new IgnoredInput(photo.path(), "an attention image", NOT_A_PHOTO);
          }
          InputEntry entry = captionsLeft.apply(photo);
          return entry instanceof PhotoInput left ? admit(left) : entry;
        });
  }

  private InputEntry admit(PhotoInput photo) {
    Path picture = places.claim(photo);
    return policy == ExistingPolicy.SKIP_EXISTING && !imagesDecide
        ? photo
        : PhotoPlaces.admit(photo, picture, policy);
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
          folder + ": no permission to write in it; name another folder for attention");
    }
    return new StepWriter(this::draw, captions.open(model));
  }

  @Override
  public List<String> notes(String model) {
    return captions.notes(model);
  }

  /** Draws and saves; what is wrong with it, or null. The caption can be saved all the same. */
  private PhotoOutputException draw(CaptionedPhoto photo) {
    Path file = photo.photo().map(places::of).orElseThrow();
    if (policy == ExistingPolicy.SKIP_EXISTING && Files.exists(file)) {
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
}
