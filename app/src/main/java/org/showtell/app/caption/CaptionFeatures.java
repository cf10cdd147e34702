package org.showtell.app.caption;

import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.VisualMemory;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.VisualFeatures;

/** Which features of the encoder a caption network reads. */
public final class CaptionFeatures {
  private CaptionFeatures() {}

  /** The grid for a network that attends, the vector for others. */
  public static FeatureKind kind(DecoderConfig decoder) {
    return decoder.attends() ? FeatureKind.GRID : FeatureKind.VECTOR;
  }

  /** Pixels as the network's memory. */
  static VisualMemory memory(ImageEncoder encoder, PixelBatch pixels, DecoderConfig decoder) {
    FeatureKind kind = kind(decoder);
    VisualFeatures features = encoder.encode(pixels, kind);
    int size = encoder.spec().size(kind);
    int positions = encoder.spec().length(kind) / size;
    return new VisualMemory(pixels.batch(), positions, size, features.values());
  }
}
