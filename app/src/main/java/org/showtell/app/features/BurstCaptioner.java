package org.showtell.app.features;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.showtell.app.caption.PhotoCaptioner;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.caption.StageTimes;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.preset.Preprocessing;

/**
 * One caption for a burst: images that follow each other and have nearly the same features as the
 * first of them. The others get the captions of the first without a search.
 */
public final class BurstCaptioner implements PhotoCaptioner {
  private final PhotoCaptioner captioner;
  private final double least;
  private float[] first; // features of the burst's first image, of length 1; null before any
  private PhotoCaptions captions; // of that image

  /**
   * @param captioner closed with this one
   * @param least cosine of features that are nearly the same
   */
  public BurstCaptioner(PhotoCaptioner captioner, double least) {
    NearDuplicates.requireCosine(least);
    this.captioner = captioner;
    this.least = least;
  }

  @Override
  public List<PhotoCaptions> decode(List<float[]> features) {
    float[] leader = first;
    List<float[]> leaders = new ArrayList<>();
    boolean[] begins = new boolean[features.size()];
    for (int i = 0; i < begins.length; i++) {
      float[] unit = NearDuplicates.unit(captioner.meanFeatures(features.get(i)));
      begins[i] =
          leader == null
              || leader.length != unit.length
              || NearDuplicates.dot(leader, unit) < least;
      if (begins[i]) {
        leader = unit;
        leaders.add(features.get(i));
      }
    }
    List<PhotoCaptions> decoded = leaders.isEmpty() ? List.of() : captioner.decode(leaders);
    List<PhotoCaptions> all = new ArrayList<>();
    PhotoCaptions current = captions;
    int begun = 0;
    for (boolean begin : begins) {
      current = begin ? decoded.get(begun++) : current;
      all.add(begin ? current : current.asRepeated());
    }
    first = leader; // a batch that fails is tried again: only now
    captions = current;
    return all;
  }

  @Override
  public float[] meanFeatures(float[] features) {
    return captioner.meanFeatures(features);
  }

  @Override
  public String model() {
    return captioner.model();
  }

  @Override
  public float[] preprocess(byte[] content, String name) throws IOException {
    return captioner.preprocess(content, name);
  }

  @Override
  public float[] preprocess(byte[] content, String name, StageTimes times) throws IOException {
    return captioner.preprocess(content, name, times);
  }

  @Override
  public float[] preprocess(RgbImage frame) {
    return captioner.preprocess(frame);
  }

  @Override
  public Preprocessing preprocessing() {
    return captioner.preprocessing();
  }

  @Override
  public Optional<Preprocessing> attentionPreprocessing() {
    return captioner.attentionPreprocessing();
  }

  @Override
  public boolean detectsWords() {
    return captioner.detectsWords();
  }

  @Override
  public List<float[]> features(List<float[]> pixels) {
    return captioner.features(pixels);
  }

  @Override
  public void close() {
    captioner.close();
  }
}
