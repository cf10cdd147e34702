package org.showtell.dataset;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The questions of one split, and the source of their images' bytes, which it owns. Immutable, safe
 * to share between threads; closing it closes its image source.
 *
 * @param notes what the annotations hold that was left out, a line for each reason
 */
public record QuestionDataset(
    String name,
    String split,
    List<QuestionExample> examples,
    ImageSource images,
    List<String> notes)
    implements Closeable {

  public QuestionDataset {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(images, "images");
    examples = List.copyOf(examples);
    notes = List.copyOf(notes);
  }

  /**
   * Several data sets as one, which owns them. Ids and file names become such as {@code 2:a.jpg}.
   */
  public static QuestionDataset joined(List<QuestionDataset> parts) {
    List<QuestionExample> examples = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      for (QuestionExample example : parts.get(i).examples()) {
        examples.add(
            new QuestionExample(
                JoinedImages.joined(i, example.questionId()),
                JoinedImages.joined(i, example.imageId()),
                JoinedImages.joined(i, example.file()),
                example.question(),
                example.answer(),
                example.answers(),
                example.questionType(),
                example.answerType(),
                example.choices()));
      }
    }
    return new QuestionDataset(
        parts.stream().map(QuestionDataset::name).collect(Collectors.joining(" + ")),
        parts.get(0).split(),
        examples,
        new JoinedImages(parts.stream().map(QuestionDataset::images).toList()),
        parts.stream().flatMap(part -> part.notes().stream()).toList());
  }

  /**
   * The questions that have answers, as scoring needs them; the others are counted in the notes. It
   * shares the images, so one of both is closed.
   *
   * @throws IllegalArgumentException if there is none
   */
  public QuestionDataset answered() {
    LeftOut leftOut = new LeftOut();
    List<QuestionExample> kept = new ArrayList<>();
    for (QuestionExample example : examples) {
      if (example.answers().isEmpty()) {
        leftOut.add("question", "no answer", example.questionId());
      } else {
        kept.add(example);
      }
    }
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          name + " must have answers to be scored, but got " + examples.size() + " without one");
    }
    List<String> all = new ArrayList<>(notes);
    all.addAll(leftOut.notes(name));
    return new QuestionDataset(name, split, kept, images, all);
  }

  /** SHA-256 in hexadecimal over all that the questions of this split hold, in their order. */
  public String contentHash() {
    ContentDigest digest = new ContentDigest();
    for (QuestionExample example : examples) {
      digest.add(example.questionId());
      digest.add(example.file());
      digest.add(example.question());
      example.answers().forEach(digest::add);
      example.choices().forEach(digest::add);
      digest.end();
    }
    return digest.hex();
  }

  @Override
  public void close() {
    images.close();
  }
}
