package org.showtell.app.output.attention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.input.Preview;
import org.showtell.encoder.file.AtomicFile;

/** A picture of a photo and, for each question about it, where the model looked for the answer. */
public final class AnswerPicture {
  private AnswerPicture() {}

  /**
   * Writes {@code NAME.attention.jpg}; an older one is replaced.
   *
   * @param folder made where there is none
   * @param photo its file name gives the picture's
   * @param answered questions whose model attends, with an answer each
   * @return the picture's file
   */
  public static Path write(
      Path folder, Path photo, Preview preview, List<AnsweredQuestion> answered)
      throws IOException {
    List<CaptionToken> panels =
        answered.stream()
            .map(
                one ->
                    new CaptionToken(
                        one.question() + " " + one.answers().get(0).answer(),
                        Math.log(Math.max(Float.MIN_NORMAL, one.answers().get(0).probability())),
                        one.attention()))
            .toList();
    String name = photo.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    Path file = folder.resolve(name + ".attention.jpg");
    Files.createDirectories(folder);
    AtomicFile.write(file, AttentionPicture.jpeg(preview, panels), true);
    return file;
  }
}
