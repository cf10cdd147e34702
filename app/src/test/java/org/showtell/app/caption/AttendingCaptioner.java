package org.showtell.app.caption;

import java.util.List;
import java.util.Optional;
import org.showtell.attention.AttentionMap;
import org.showtell.encoder.preset.Preprocessing;

/** Says of every photo that there is a dog, at its upper left. */
public final class AttendingCaptioner extends FakeCaptioner {
  private static final AttentionMap UPPER_LEFT =
      new AttentionMap(2, 2, new float[] {0.7f, 0.1f, 0.1f, 0.1f});

  @Override
  public float[] preprocess(byte[] content, String name) {
    return new float[] {content.length};
  }

  @Override
  public List<PhotoCaptions> decode(List<float[]> features) {
    List<CaptionToken> words =
        List.of(
            new CaptionToken("a", -0.25, UPPER_LEFT), new CaptionToken("dog", -0.5, UPPER_LEFT));
    PhotoCaptions dog = new PhotoCaptions(List.of(new ScoredCaption("a dog", -0.375, words)));
    return features.stream().map(photo -> dog).toList();
  }

  @Override
  public Optional<Preprocessing> attentionPreprocessing() {
    return Optional.of(Preprocessing.vgg());
  }
}
