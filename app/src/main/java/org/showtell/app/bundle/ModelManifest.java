package org.showtell.app.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * {@code model.json}: the facts of a bundle.
 *
 * @param formatVersion version of this format; newer ones are refused
 * @param name what records call the model
 * @param encoder which encoder the model was trained with
 * @param captioner the caption network, or null
 * @param vqa the answering network, or null; since version 3
 * @param keywords the word detector, or null; since version 4
 * @param labels the labelling network, or null
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
    LabelsEntry labels,
    Provenance provenance,
    String licence) {

  /** The version that this program writes, and the newest that it reads. */
  public static final int FORMAT_VERSION = 4;

  /** A part of the model with a weight file in the bundle, or null, and its SHA-256. */
  sealed interface Part permits EncoderEntry, CaptionerEntry, KeywordsEntry, VqaEntry, LabelsEntry {
    String weights();

    String sha256();
  }

  /** The parts that there are. */
  Stream<Part> parts() {
    return Stream.of(encoder, captioner, vqa, keywords, labels)
        .filter(Objects::nonNull)
        .map(Part.class::cast);
  }

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
      String preset, String weights, String sha256, String source, StackEntry own)
      implements Part {}

  /**
   * An encoder that is no preset: a stack of convolutions over images that are squashed to a
   * square, RGB, less mean, by deviation.
   *
   * @param size side of its input in pixels
   * @param layers filters of each convolution, and P for a pool: "32,P,64,P,128"
   * @param mean [3], in units of 0..255
   * @param std [3], in units of 0..255
   */
  public record StackEntry(int size, String layers, float[] mean, float[] std) {}

  /** The caption network: its weight file and hash, its layers, its defaults of search. */
  public record CaptionerEntry(
      String weights, String sha256, DecoderEntry decoder, GenerationEntry generation)
      implements Part {}

  /**
   * The word detector of W words, D features and C classes of the encoder (0 for none); the words
   * of both are files of the bundle.
   *
   * @param threshold least probability of a keyword that a user is given
   */
  public record KeywordsEntry(
      String weights, String sha256, int words, int memorySize, int classes, double threshold)
      implements Part {}

  /**
   * The labelling network.
   *
   * @param labels K of them, in the order of the network's outputs
   * @param frames of a clip, spread evenly; 0 where the time between them counts
   * @param everyMillis time from frame to frame; 0 where their number counts
   */
  public record LabelsEntry(
      String weights,
      String sha256,
      List<String> labels,
      LabelNetworkEntry network,
      int frames,
      long everyMillis)
      implements Part {}

  /** {@code LabelConfig} as it is written. */
  public record LabelNetworkEntry(
      String cell,
      int memorySize,
      int units,
      int layers,
      boolean skip,
      double layerDropout,
      boolean bidirectional,
      String scope,
      double dropout) {}

  /** {@code SemanticConfig} as it is written; since version 4. */
  public record SemanticEntry(int words, int slots, double dropout, Boolean copies) {}

  /** {@code DecoderConfig} as it is written; what a plain decoder of one layer lacks is not. */
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
      SemanticEntry semantic,
      Boolean skip,
      Double layerDropout,
      Boolean learnedStart) {}

  /** {@code AttentionConfig} as it is written; since version 2. */
  public record AttentionEntry(String score, String mode, String gate, int size, int gridSize) {}

  /**
   * The defaults of search that were tuned on dev.
   *
   * @param numBeams hypotheses that the search keeps; null for the program's default
   * @param maxTokens the longest caption in tokens; null for the program's default
   * @param lengthPenalty exponent of the length in a caption's rank
   * @param wordBonus what a detected word adds to the rank of a caption that says it, times its
   *     probability; null for nothing
   * @param evidenceWeight weight of what the detector says for and against the objects that a
   *     caption names, in its rank; null for nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record GenerationEntry(
      Integer numBeams,
      Integer maxTokens,
      double lengthPenalty,
      Double wordBonus,
      Double evidenceWeight) {

    /** The defaults without evidence. */
    public GenerationEntry(
        Integer numBeams, Integer maxTokens, double lengthPenalty, Double wordBonus) {
      this(numBeams, maxTokens, lengthPenalty, wordBonus, null);
    }

    /** The bonus, 0 for none. */
    public double bonus() {
      return wordBonus == null ? 0 : wordBonus;
    }

    /** The weight of evidence, 0 for none. */
    public double evidence() {
      return evidenceWeight == null ? 0 : evidenceWeight;
    }
  }

  /** The answering network; its words and answers are files of the bundle. */
  public record VqaEntry(
      String weights, String sha256, VqaNetworkEntry network, Provenance provenance, String licence)
      implements Part {}

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
      double dropout,
      String cell) {}
}
