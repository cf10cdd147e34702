package org.showtell.app.bundle;

import org.showtell.dataset.keywords.ClassWords;

/**
 * How much an image speaks for a caption that says a word, from the word's score: its log-odds
 * above a turning point. The point rises with the word's usual log-odds, the detector's bias: a dog
 * is named in many captions, so that only a sure detection says more than the captioner knows,
 * while a squirrel that the classifier thinks likely is news.
 *
 * <p>Objects are the words that stand for a class of the encoder; other words have no evidence, nor
 * has any word where there are no classes. The numbers were chosen on the dev sets of the starter.
 */
final class WordEvidence {
  private static final float RARITY = 0.4f; // how far the point follows the usual log-odds
  private static final float USUAL = -4; // a word of these log-odds turns at a score of one half
  private static final float MOST_AGAINST = -2;
  private static final float MOST_FOR = 4;
  private static final float SURE = 0.999f; // scores are kept from 0 and 1
  private static final float OUT_OF_THE_QUESTION = 1e-4f;

  private final boolean[] objects; // [W]
  private final float[] turningPoints; // [W], log-odds

  WordEvidence(KeywordParts parts) {
    int words = parts.config().words();
    objects = new boolean[words];
    turningPoints = new float[words];
    float[] bias = parts.weights().get("detector.b");
    for (int word = 0; word < words; word++) {
      turningPoints[word] = RARITY * (bias[word] - USUAL);
    }
    ClassWords classes = parts.classes();
    for (int c = 0; classes != null && c < classes.size(); c++) {
      for (int word : classes.words(c)) {
        objects[word] = true;
      }
    }
  }

  /** The evidence of B images' scores, [W] each, in one array, [B*W]. */
  float[] of(float[][] scores) {
    int words = objects.length;
    float[] evidence = new float[scores.length * words];
    for (int photo = 0; photo < scores.length; photo++) {
      for (int word = 0; word < words; word++) {
        if (objects[word]) {
          evidence[photo * words + word] = of(scores[photo][word]) - turningPoints[word];
        }
      }
    }
    for (int i = 0; i < evidence.length; i++) {
      evidence[i] = Math.max(MOST_AGAINST, Math.min(MOST_FOR, evidence[i]));
    }
    return evidence;
  }

  private static float of(float score) {
    double probability = Math.max(OUT_OF_THE_QUESTION, Math.min(SURE, score));
    return (float) Math.log(probability / (1 - probability));
  }
}
