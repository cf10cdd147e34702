package org.showtell.encoder.cache;

import java.io.IOException;

/** A feature store cannot be used: other features, no space, another writer, a damaged folder. */
public final class FeatureStoreException extends IOException {
  private static final long serialVersionUID = 1L;

  public FeatureStoreException(String message) {
    super(message);
  }
}
