package org.showtell.app.training;

import java.util.Map;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.vgg.VggNetwork;

/** Pictures of dev, captioned by an encoder and a network that both learn. */
final class DevPictures implements AutoCloseable {
  private final EncoderPreset preset;
  private final DecoderConfig decoder;
  private final EncodedPictures grids;
  private final FeatureStandardisation standardisation;
  private final DevCaptions captions;

  /**
   * @param standardisation of the vectors, for a network that does not attend
   */
  DevPictures(
      EncoderPreset preset,
      DecoderConfig decoder,
      Pictures pictures,
      FeatureStandardisation standardisation,
      DevCaptions captions) {
    this.preset = preset;
    this.decoder = decoder;
    this.standardisation = standardisation;
    this.captions = captions;
    grids = EncodedPictures.of(pictures, preset.vgg());
  }

  /** BLEU-4 of these weights, the encoder's among them. */
  double score(Map<String, float[]> learnt) {
    grids.use(
        new VggNetwork(
            preset.vgg(), preset.preprocessing(), WeightsOfEncoder.folded(preset.vgg(), learnt)));
    try (CaptionNetwork network =
        CaptionNetwork.restore(decoder, WeightsOfEncoder.others(learnt))) {
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
