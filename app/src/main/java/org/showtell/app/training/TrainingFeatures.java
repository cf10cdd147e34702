package org.showtell.app.training;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * The images of a run and the encoder that reads them: {@link CachedFeatures} of a fixed encoder,
 * or {@link TrainableFeatures} of one that is trained together with the network.
 */
public interface TrainingFeatures extends AutoCloseable {
  /** Features of the training images; null for a network that reads no image. */
  FeatureSource train();

  /** Features of the dev images, by the weights of the last {@link #use}; or null. */
  FeatureSource dev();

  /** Identifies the encoder and its preprocessing in a checkpoint. */
  String encoderHash();

  /** The encoder's weights, to stand behind the network's; none for a fixed encoder. */
  default List<ParameterSpec> parameters() {
    return List.of();
  }

  /** Puts the encoder's weights among these, before the task and the loop are made. */
  default void bind(ParameterSet parameters) {}

  /** Sets first weights that come from a trained encoder, after the loop is made. */
  default void start() {}

  /** Encodes dev with these weights from now on. */
  default void use(Map<String, float[]> weights) {}

  /** The encoder for a bundle. */
  EncoderFile encoder(Map<String, float[]> weights) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * An encoder for a bundle.
   *
   * @param entry which one, and where its weights are
   * @param weights its weight file; null if the weights come from elsewhere
   */
  record EncoderFile(EncoderEntry entry, byte[] weights) {}
}
