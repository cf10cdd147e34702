package org.showtell.app.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * {@code model.json}: the facts of a bundle.
 *
 * @param formatVersion version of this format; newer ones are refused
 * @param name what records call the model
 * @param encoder which encoder the model was trained with
 * @param captioner the caption network, or null
 * @param vqa the answering network, or null; since version 3
 * @param keywords the word detector, or null; since version 4
 * @param provenance where the captioner's weights come from, or the answering network's where there
 *     is no captioner
 * @param licence terms of those weights and of the data behind them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelManifest(
    int formatVersion,
    String name,
    EncoderEntry encoder,
    CaptionerEntry captioner,
    VqaEntry vqa,
    KeywordsEntry keywords,
    Provenance provenance,
    String licence) {

  /** The version that this program writes, and the newest that it reads. */
  public static final int FORMAT_VERSION = 4;

  /**
   * The encoder.
   *
   * @param preset its architecture and preprocessing
   * @param weights file in the bundle, or null if they come from elsewhere
   * @param sha256 hash of the file in the bundle, or of the numbers that come from elsewhere
   * @param source name of the file that they came from, or null if they are in the bundle
   * @param own the architecture of an encoder that is no preset, or null; since version 3
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EncoderEntry(
      String preset, String weights, String sha256, String source, StackEntry own) {}

  /**
   * An encoder of one's own: a stack of convolutions over pictures that are squashed to a square,
   * RGB, less mean, by deviation.
   *
   * @param size side of its input in pixels
   * @param layers filters of each convolution, and P for a pool: "32,P,64,P,128"
   * @param mean [3], in units of 0..255
   * @param std [3], in units of 0..255
   */
  public record StackEntry(int size, String layers, float[] mean, float[] std) {}

  /**
   * The caption network.
   *
   * @param weights file in the bundle
   * @param sha256 hash of the weights
   * @param decoder what the network is made of
   * @param generation how sentences are searched for unless the user says otherwise
   */
  public record CaptionerEntry(
      String weights, String sha256, DecoderEntry decoder, GenerationEntry generation) {}

  /**
   * The word detector; its words and the words of the encoder's classes are files of the bundle.
   *
   * @param weights file in the bundle
   * @param sha256 hash of the weights
   * @param words W
   * @param memorySize D
   * @param classes C, 0 for an encoder without classes
   * @param threshold least probability of a keyword that a user is given
   */
  public record KeywordsEntry(
      String weights, String sha256, int words, int memorySize, int classes, double threshold) {}

  /** {@code SemanticConfig} as it is written; since version 4. */
  public record SemanticEntry(int words, int slots, double dropout, Boolean copies) {}

  /** {@code DecoderConfig} as it is written; no attention, one layer and no words are not. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DecoderEntry(
      String cell,
      int vocabularySize,
      int memorySize,
      int embeddingSize,
      int units,
      String injection,
      double dropout,
      AttentionEntry attention,
      Integer layers,
      SemanticEntry semantic) {}

  /** {@code AttentionConfig} as it is written; since version 2. */
  public record AttentionEntry(String score, String mode, String gate, int size, int gridSize) {}

  /**
   * The defaults of search that were tuned on dev.
   *
   * @param wordBonus what a detected word adds to the rank of a caption that says it, times its
   *     probability; null for nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record GenerationEntry(
      int numBeams, int maxTokens, double lengthPenalty, Double wordBonus) {

    /** Search without a bonus. */
    public GenerationEntry(int numBeams, int maxTokens, double lengthPenalty) {
      this(numBeams, maxTokens, lengthPenalty, null);
    }

    /** The bonus, 0 for none. */
    public double bonus() {
      return wordBonus == null ? 0 : wordBonus;
    }
  }

  /**
   * The answering network; its words and answers are files of the bundle.
   *
   * @param weights file in the bundle
   * @param sha256 hash of the weights
   * @param network what it is made of
   * @param provenance where its weights come from
   * @param licence terms of its weights
   */
  public record VqaEntry(
      String weights,
      String sha256,
      VqaNetworkEntry network,
      Provenance provenance,
      String licence) {}

  /** {@code VqaConfig} as it is written; without attention, none is written. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record VqaNetworkEntry(
      int vocabularySize,
      int answers,
      int memorySize,
      int embeddingSize,
      int units,
      int layers,
      boolean bidirectional,
      int commonSize,
      String image,
      AttentionEntry attention,
      int looks,
      double dropout) {}
}
