package org.showtell.dataset.open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CocoImageNames;
import org.showtell.dataset.ImageNamePattern;
import org.showtell.dataset.ImageSource;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.SplitSelection;
import org.showtell.dataset.json.QuestionLines;
import org.showtell.dataset.json.Visual7wFile;
import org.showtell.dataset.json.VqaFiles;
import org.showtell.dataset.questions.CaptionQuestions;
import org.showtell.dataset.text.CocoQaFolder;
import org.showtell.dataset.text.QuestionTable;
import org.showtell.dataset.text.SplitList;

/**
 * Opens questions about images from a data specification.
 *
 * <pre>{@code
 * String spec = "vqa:questions.json,annotations.json,val2014,COCO_val2014_%012d.jpg";
 * try (QuestionDataset data = QuestionData.open(spec, "all")) {
 *   for (QuestionExample example : data.examples()) {
 *     byte[] jpeg = data.images().read(example.file());
 *   }
 * }
 * }</pre>
 */
public final class QuestionData {
  private static final String KNOWN =
      "vqa:QUESTIONS.json,ANNOTATIONS.json,IMAGES[,PATTERN] (PATTERN such as"
          + " %d.png where images are not named as COCO's are; ANNOTATIONS may be left empty),"
          + " visual7w:DATASET.json,IMAGES, cocoqa:DIR,IMAGES, questions:FILE.csv|FILE.jsonl,IMAGES"
          + " (IMAGES is a folder or a .zip), captions:DATA with any data of captions, from which"
          + " questions are made";

  private static final String CAPTIONS = "captions";

  private QuestionData() {}

  /**
   * Opens one split of a data set.
   *
   * <p>VQA's files and tables have no splits inside: there each named split is the whole. Visual7W
   * has {@code train}, {@code dev} and {@code test} inside, COCO-QA {@code train} and {@code test}.
   * A list file names images (id or file name) and selects their questions from the whole.
   *
   * @param dataSpec {@code vqa:QUESTIONS.json,ANNOTATIONS.json,IMAGES[,PATTERN]}, {@code
   *     visual7w:DATASET.json,IMAGES}, {@code cocoqa:DIR,IMAGES}, {@code questions:FILE,IMAGES} or
   *     {@code captions:} before a specification of {@link CaptionData}
   * @param split {@code train}, {@code dev} (or {@code val}), {@code test}, {@code all}, or a
   *     {@code .txt} file with one id or file name per line
   * @return the open data set, which the caller closes
   * @throws IllegalArgumentException if the specification or the split's name is unknown
   */
  public static QuestionDataset open(String dataSpec, String split) throws IOException {
    SplitSelection selection = SplitSelection.parse(split);
    DataSpec spec =
        DataSpec.parse(
            dataSpec, List.of("vqa", "visual7w", "cocoqa", "questions", CAPTIONS), KNOWN);
    if (spec.scheme().equals(CAPTIONS)) {
      return fromCaptions(dataSpec, CaptionData.openImages(spec.rest(), split));
    }
    boolean vqa = spec.scheme().equals("vqa");
    List<String> parts = spec.parts(vqa ? 2 : 1);
    String images = parts.get(parts.size() - 1);
    // Only a pattern may follow the images; file names with a per cent sign are rare.
    int comma = images.lastIndexOf(',');
    boolean named = vqa && comma > 0 && images.indexOf('%', comma) > 0;
    ImageNamePattern pattern = named ? ImageNamePattern.parse(images.substring(comma + 1)) : null;
    ImageSource source = ImageSource.open(Path.of(named ? images.substring(0, comma) : images));
    try {
      LeftOut leftOut = new LeftOut();
      List<QuestionExample> examples =
          read(spec.scheme(), parts, pattern, source, selection, leftOut);
      if (selection.isList()) {
        examples = SplitList.selectQuestions(selection.list(), examples);
      }
      return new QuestionDataset(
          dataSpec, selection.name(), examples, source, leftOut.notes(dataSpec));
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /**
   * Opens one split of several data sets as one. Ids and file names have the place of their data
   * set before them, {@code 2:a.jpg}, where there are several; {@link ImageSource#part} tells them
   * apart.
   *
   * @param dataSpecs as {@link #open} takes them, one or more
   * @param split of each of them; a list file, which names images of one, only where there is one
   * @return the questions of the first, then of the second and so on; the caller closes it
   * @throws IllegalArgumentException as {@link #open}, and if there is none, or several are to be
   *     selected from by a list
   */
  public static QuestionDataset openAll(List<String> dataSpecs, String split) throws IOException {
    if (dataSpecs.isEmpty()) {
      throw new IllegalArgumentException("data must be at least one data set, but got none");
    }
    return DataSpec.openAll(dataSpecs, split, QuestionData::open, QuestionDataset::joined);
  }

  /** The images' source passes from the captions to the questions. */
  private static QuestionDataset fromCaptions(String dataSpec, CaptionDataset captions) {
    try {
      return new QuestionDataset(
          dataSpec,
          captions.split(),
          CaptionQuestions.of(captions.examples()),
          captions.images(),
          captions.notes());
    } catch (RuntimeException e) {
      captions.close();
      throw e;
    }
  }

  private static List<QuestionExample> read(
      String scheme,
      List<String> parts,
      ImageNamePattern pattern,
      ImageSource source,
      SplitSelection selection,
      LeftOut leftOut)
      throws IOException {
    Path file = Path.of(parts.get(0));
    return switch (scheme) {
      case "vqa" ->
          VqaFiles.read(
              file,
              parts.get(1).isBlank() ? null : Path.of(parts.get(1)),
              pattern,
              new CocoImageNames(source),
              leftOut);
      case "visual7w" -> Visual7wFile.read(file, selection::takes, leftOut);
      case "cocoqa" -> CocoQaFolder.read(file, selection);
      default ->
          file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")
              ? QuestionTable.read(file, leftOut)
              : QuestionLines.read(file, leftOut);
    };
  }
}
