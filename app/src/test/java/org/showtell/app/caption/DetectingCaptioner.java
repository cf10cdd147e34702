package org.showtell.app.caption;

import java.util.List;

/**
 * Detects the word that a photo consists of, and less surely a {@code thing} and a {@code shade}.
 * It is in doubt about what it says of the {@code dark}.
 */
public final class DetectingCaptioner extends FakeCaptioner {
  private final CaptionOptions.Keywords wanted;

  public DetectingCaptioner(CaptionOptions options) {
    super(options.search().numCaptions());
    wanted = options.keywords();
  }

  @Override
  public boolean detectsWords() {
    return true;
  }

  @Override
  public List<PhotoCaptions> decode(List<float[]> features) {
    return super.decode(features).stream().map(this::detected).toList();
  }

  private PhotoCaptions detected(PhotoCaptions said) {
    String word = said.best().text().substring("a ".length());
    List<Keyword> keywords =
        List.of(new Keyword(word, 0.93), new Keyword("thing", 0.5), new Keyword("shade", 0.25));
    return new PhotoCaptions(
        said.captions().stream()
            .map(c -> word.equals("dark") ? new ScoredCaption(c.text(), c.score() - 2) : c)
            .toList(),
        keywords.stream()
            .filter(
                k -> wanted.minProbability() == null || k.probability() >= wanted.minProbability())
            .limit(wanted.count())
            .toList());
  }
}
