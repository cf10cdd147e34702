package org.showtell.app.training.caption;

import java.util.Map;
import org.showtell.app.training.DecodedImages;
import org.showtell.app.training.EncoderParameters;
import org.showtell.app.training.MeanFeatures;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.vgg.VggNetwork;

/** Pictures of dev, captioned by an encoder and a network that both learn. */
final class DevEncodedImages implements AutoCloseable {
  private final EncoderPreset preset;
  private final DecoderConfig decoder;
  private final EncodedImages grids;
  private final FeatureStandardisation standardisation;
  private final DevCaptions captions;

  /**
   * @param standardisation of the vectors, for a network that does not attend
   */
  DevEncodedImages(
      EncoderPreset preset,
      DecoderConfig decoder,
      DecodedImages pictures,
      FeatureStandardisation standardisation,
      DevCaptions captions) {
    this.preset = preset;
    this.decoder = decoder;
    this.standardisation = standardisation;
    this.captions = captions;
    grids = EncodedImages.of(pictures, preset.vgg());
  }

  /** BLEU-4 of these weights, the encoder's among them. */
  double score(Map<String, float[]> learnt) {
    grids.use(
        new VggNetwork(
            preset.vgg(), preset.preprocessing(), EncoderParameters.folded(preset.vgg(), learnt)));
    try (CaptionNetwork network =
        CaptionNetwork.restore(decoder, EncoderParameters.others(learnt))) {
      return captions.score(
          network, decoder.attends() ? grids : standardisation.apply(new MeanFeatures(grids)));
    }
  }

  /** What the encoder is. */
  EncoderPreset preset() {
    return preset;
  }

  /** Its last scores. */
  DevCaptions captions() {
    return captions;
  }

  @Override
  public void close() {
    grids.close();
  }
}
