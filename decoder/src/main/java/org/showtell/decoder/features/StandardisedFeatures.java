package org.showtell.decoder.features;

/** Features that are standardised as they are copied: nothing is kept twice. */
record StandardisedFeatures(FeatureSource features, FeatureStandardisation standardisation)
    implements FeatureSource.Forwarding {
  @Override
  public void copy(int image, float[] target, int offset) {
    features.copy(image, target, offset);
    standardisation.apply(target, offset, length());
  }
}
