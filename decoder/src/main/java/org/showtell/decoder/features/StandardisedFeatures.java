package org.showtell.decoder.features;

/** Features that are standardised as they are copied: nothing is kept twice. */
record StandardisedFeatures(FeatureSource features, FeatureStandardisation standardisation)
    implements FeatureSource {
  @Override
  public int images() {
    return features.images();
  }

  @Override
  public int positions() {
    return features.positions();
  }

  @Override
  public int size() {
    return features.size();
  }

  @Override
  public boolean has(int image) {
    return features.has(image);
  }

  @Override
  public void copy(int image, float[] target, int offset) {
    features.copy(image, target, offset);
    standardisation.apply(target, offset, length());
  }
}
