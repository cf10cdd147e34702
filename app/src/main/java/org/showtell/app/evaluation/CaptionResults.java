package org.showtell.app.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.json.ResultsFile;
import org.showtell.dataset.json.ResultsFile.Result;
import org.showtell.dataset.open.CaptionData;
import org.showtell.metric.CaptionComparison;
import org.showtell.metric.PtbTokenizer;

/**
 * A results file, checked against its references; the comparisons hold the tokens of both sides.
 *
 * @param notes what the references hold that was left out, a line for each reason
 */
public record CaptionResults(
    List<Result> results, List<CaptionComparison> comparisons, List<String> notes) {

  public CaptionResults {
    results = List.copyOf(results);
    comparisons = List.copyOf(comparisons);
    notes = List.copyOf(notes);
  }

  /**
   * Reads both files and tokenizes all captions; refuses an image that is in one of them only. An
   * image whose references are blank, or that has none, does not count.
   *
   * @param references COCO's captions JSON, or Flickr8k's list or table
   * @param split a list that selects among the references; null for all
   */
  public static CaptionResults read(Path references, Path split, Path results) throws IOException {
    Map<String, List<String>> captions = new HashMap<>();
    LeftOut leftOut = new LeftOut();
    List<CaptionedImage> images = CaptionData.references(references, split, leftOut);
    images.forEach(image -> captions.put(image.id(), image.captions()));
    List<Result> found =
        ResultsFile.CAPTIONS.read(results).stream()
            .filter(result -> captions.containsKey(result.id()) || !leftOut.contains(result.id()))
            .toList();
    Matching.require(
        results,
        found.stream().map(Result::id).toList(),
        references,
        images.stream().map(CaptionedImage::id).toList(),
        "images",
        "caption them too, or list the images that count as the split");
    PtbTokenizer tokens = PtbTokenizer.sharing();
    return new CaptionResults(
        found,
        found.parallelStream()
            .map(
                result ->
                    new CaptionComparison(
                        tokens.tokenize(result.text()),
                        captions.get(result.id()).stream().map(tokens::tokenize).toList()))
            .toList(),
        leftOut.notes(references));
  }

  /** Ids of the images whose caption has no words, or nothing that the judge takes for a word. */
  public List<String> emptyCaptions() {
    return IntStream.range(0, results.size())
        .filter(i -> comparisons.get(i).candidate().isEmpty())
        .mapToObj(i -> results.get(i).id())
        .toList();
  }
}
