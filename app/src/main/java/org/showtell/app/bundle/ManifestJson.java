package org.showtell.app.bundle;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.showtell.app.bundle.ModelManifest.AttentionEntry;
import org.showtell.app.bundle.ModelManifest.CaptionerEntry;
import org.showtell.app.bundle.ModelManifest.DecoderEntry;
import org.showtell.app.bundle.ModelManifest.KeywordsEntry;
import org.showtell.app.bundle.ModelManifest.LabelNetworkEntry;
import org.showtell.app.bundle.ModelManifest.LabelsEntry;
import org.showtell.app.bundle.ModelManifest.SemanticEntry;
import org.showtell.app.bundle.ModelManifest.VqaNetworkEntry;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.SemanticConfig;
import org.showtell.decoder.Stack;
import org.showtell.decoder.keywords.DetectorConfig;
import org.showtell.decoder.label.LabelConfig;
import org.showtell.decoder.label.LabelScope;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.decoder.vqa.VqaConfig;

/** Reads and writes {@code model.json}; what is missing or contradictory is named. */
final class ManifestJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private ManifestJson() {}

  static ModelManifest read(byte[] json, String where) throws IOException {
    ModelManifest manifest;
    try {
      manifest = MAPPER.readValue(json, ModelManifest.class);
    } catch (IOException e) {
      throw unreadable(where, e);
    }
    if (manifest == null) {
      throw new ModelBundleException(where + ": " + ModelBundle.MANIFEST + " is empty");
    }
    if (manifest.formatVersion() < 1 || manifest.formatVersion() > ModelManifest.FORMAT_VERSION) {
      throw new ModelBundleException(
          "%s: the format version must be 1 to %d, but got %d; a newer Showtell may read it"
              .formatted(where, ModelManifest.FORMAT_VERSION, manifest.formatVersion()));
    }
    require(where, manifest.name() != null && !manifest.name().isBlank(), "name");
    if (manifest.encoder() == null && MAPPER.readTree(json).has("language")) {
      throw new ModelBundleException(
          where
              + ": this is a language model: it writes text with showtell sample, and sees no"
              + " images");
    }
    if (manifest.encoder() == null && MAPPER.readTree(json).has("sequence")) {
      throw new ModelBundleException(
          where + ": this model turns texts into texts with showtell sample, and sees no images");
    }
    require(where, manifest.encoder() != null, "encoder");
    require(where, manifest.encoder().preset() != null, "encoder.preset");
    CaptionerEntry captioner = manifest.captioner();
    if (captioner != null) {
      require(where, captioner.weights() != null, "captioner.weights");
      require(where, captioner.decoder() != null, "captioner.decoder");
      require(where, captioner.generation() != null, "captioner.generation");
      config(captioner.decoder(), where);
    }
    if (manifest.vqa() != null) {
      require(where, manifest.vqa().weights() != null, "vqa.weights");
      require(where, manifest.vqa().network() != null, "vqa.network");
      config(manifest.vqa().network(), where);
    }
    KeywordsEntry keywords = manifest.keywords();
    if (keywords != null) {
      require(where, keywords.weights() != null, "keywords.weights");
      config(keywords, where);
    }
    if (manifest.labels() != null) {
      require(where, manifest.labels().weights() != null, "labels.weights");
      require(where, manifest.labels().labels() != null, "labels.labels");
      require(where, manifest.labels().network() != null, "labels.network");
      config(manifest.labels(), where);
    }
    if (captioner != null && captioner.decoder().semantic() != null) {
      require(where, keywords != null, "keywords, which the captioner attends to,");
      int words = captioner.decoder().semantic().words();
      if (keywords.words() != words) {
        throw new ModelBundleException(
            "%s: keywords in %s must have %d words, as the captioner attends to, but got %d"
                .formatted(where, ModelBundle.MANIFEST, words, keywords.words()));
      }
    }
    if (manifest.vqa() != null) {
      checkWords(config(manifest.vqa().network(), where), keywords, where);
    }
    return manifest;
  }

  /** An answering network that reads words reads the vector of the encoder and all words. */
  private static void checkWords(VqaConfig network, KeywordsEntry keywords, String where)
      throws ModelBundleException {
    if (network.image().use() != ImageUse.WORDS) {
      return;
    }
    require(where, keywords != null, "keywords, which the answering network reads,");
    int vector = keywords.memorySize();
    if (network.image().memorySize() != (long) vector + keywords.words()) {
      throw new ModelBundleException(
          "%s: vqa.network.memorySize in %s must be that of the vector and the keywords, %d + %d,"
                  .formatted(where, ModelBundle.MANIFEST, vector, keywords.words())
              + " but got "
              + network.image().memorySize());
    }
  }

  private static void require(String where, boolean there, String field)
      throws ModelBundleException {
    if (!there) {
      throw new ModelBundleException(
          where + ": " + ModelBundle.MANIFEST + " must have " + field + " but got none");
    }
  }

  /** Makes what an entry describes; what it refuses is said with the entry's place. */
  private static <T> T checked(String where, String field, Supplier<T> config)
      throws ModelBundleException {
    try {
      return config.get();
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(
          where + ": " + field + " in " + ModelBundle.MANIFEST + ": " + e.getMessage(), e);
    }
  }

  /**
   * The constant of that name.
   *
   * @throws IllegalArgumentException if there is none; the message names those that there are
   */
  static <E extends Enum<E>> E oneOf(Class<E> type, String field, Object value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "%s must be one of %s, but got %s"
            .formatted(
                field,
                Arrays.stream(type.getEnumConstants())
                    .map(Enum::name)
                    .collect(Collectors.joining(", ")),
                value));
  }

  /** The place of the fault; the parser's own words name classes. */
  static ModelBundleException unreadable(String where, IOException e) {
    String file = where + ": " + ModelBundle.MANIFEST;
    if (e instanceof JsonMappingException wrong && !wrong.getPath().isEmpty()) {
      String key =
          wrong.getPath().stream()
              .map(part -> part.getIndex() < 0 ? part.getFieldName() : "" + part.getIndex())
              .collect(Collectors.joining("."));
      return new ModelBundleException(
          file + " has a value of the wrong kind at " + key + "; get the model again", e);
    }
    if (e instanceof JsonParseException broken && broken.getLocation() != null) {
      return new ModelBundleException(
          "%s is not JSON in line %d, column %d; get the model again"
              .formatted(
                  file, broken.getLocation().getLineNr(), broken.getLocation().getColumnNr()),
          e);
    }
    return new ModelBundleException(file + " is not a JSON object; get the model again", e);
  }

  static byte[] write(ModelManifest manifest) throws IOException {
    return MAPPER.writeValueAsBytes(manifest);
  }

  static DecoderConfig config(DecoderEntry entry, String where) throws ModelBundleException {
    return checked(
        where,
        "captioner.decoder",
        () ->
            new DecoderConfig(
                new DecoderConfig.Sizes(
                    entry.vocabularySize(),
                    entry.memorySize(),
                    entry.embeddingSize(),
                    entry.units()),
                new Stack(
                    oneOf(CellType.class, "cell", entry.cell()),
                    entry.layers() == null ? 1 : entry.layers(),
                    Boolean.TRUE.equals(entry.skip()),
                    entry.layerDropout() == null ? 0 : entry.layerDropout(),
                    Boolean.TRUE.equals(entry.learnedStart())),
                oneOf(Injection.class, "injection", entry.injection()),
                entry.dropout(),
                attention(entry.attention()),
                semantic(entry.semantic())));
  }

  static DecoderEntry entry(DecoderConfig config) {
    Stack stack = config.stack();
    return new DecoderEntry(
        stack.cell().name(),
        config.vocabularySize(),
        config.memorySize(),
        config.embeddingSize(),
        config.units(),
        config.injection().name(),
        config.dropout(),
        attention(config.attention()),
        stack.layers() == 1 ? null : stack.layers(),
        config.semantic() == null
            ? null
            : new SemanticEntry(
                config.semantic().words(),
                config.semantic().slots(),
                config.semantic().dropout(),
                config.semantic().copies() ? true : null),
        stack.skip() ? true : null,
        stack.dropout() == 0 ? null : stack.dropout(),
        stack.learnedStart() ? true : null);
  }

  private static SemanticConfig semantic(SemanticEntry entry) {
    return entry == null
        ? null
        : new SemanticConfig(
            entry.words(), entry.slots(), entry.dropout(), Boolean.TRUE.equals(entry.copies()));
  }

  static DetectorConfig config(KeywordsEntry entry, String where) throws ModelBundleException {
    return checked(
        where,
        "keywords",
        () -> new DetectorConfig(entry.words(), entry.memorySize(), entry.classes()));
  }

  static LabelConfig config(LabelsEntry labels, String where) throws ModelBundleException {
    LabelNetworkEntry entry = labels.network();
    return checked(
        where,
        "labels",
        () ->
            new LabelConfig(
                entry.memorySize(),
                labels.labels().size(),
                entry.units(),
                new Stack(
                    oneOf(CellType.class, "cell", entry.cell()),
                    entry.layers(),
                    entry.skip(),
                    entry.layerDropout()),
                entry.bidirectional(),
                oneOf(LabelScope.class, "scope", entry.scope()),
                entry.dropout()));
  }

  static LabelNetworkEntry entry(LabelConfig config) {
    Stack stack = config.stack();
    return new LabelNetworkEntry(
        stack.cell().name(),
        config.memorySize(),
        config.units(),
        stack.layers(),
        stack.skip(),
        stack.dropout(),
        config.bidirectional(),
        config.scope().name(),
        config.dropout());
  }

  static VqaConfig config(VqaNetworkEntry entry, String where) throws ModelBundleException {
    return checked(
        where,
        "vqa.network",
        () ->
            new VqaConfig(
                new VqaConfig.Question(
                    entry.vocabularySize(),
                    entry.embeddingSize(),
                    entry.units(),
                    entry.layers(),
                    entry.bidirectional(),
                    entry.cell() == null
                        ? CellType.LSTM
                        : oneOf(CellType.class, "cell", entry.cell())),
                new VqaConfig.Image(
                    oneOf(ImageUse.class, "image", entry.image()),
                    entry.memorySize(),
                    attention(entry.attention()),
                    entry.looks()),
                entry.commonSize(),
                entry.answers(),
                entry.dropout()));
  }

  static VqaNetworkEntry entry(VqaConfig config) {
    return new VqaNetworkEntry(
        config.question().vocabularySize(),
        config.answers(),
        config.image().memorySize(),
        config.question().embeddingSize(),
        config.question().units(),
        config.question().layers(),
        config.question().bidirectional(),
        config.commonSize(),
        config.image().use().name(),
        attention(config.image().attention()),
        config.image().looks(),
        config.dropout(),
        config.question().cell() == CellType.LSTM ? null : config.question().cell().name());
  }

  private static AttentionConfig attention(AttentionEntry entry) {
    return entry == null
        ? null
        : new AttentionConfig(
            oneOf(AttentionConfig.Score.class, "score", entry.score()),
            oneOf(AttentionConfig.Mode.class, "mode", entry.mode()),
            oneOf(AttentionConfig.Gate.class, "gate", entry.gate()),
            entry.size(),
            entry.gridSize());
  }

  private static AttentionEntry attention(AttentionConfig config) {
    return config == null
        ? null
        : new AttentionEntry(
            config.score().name(),
            config.mode().name(),
            config.gate().name(),
            config.size(),
            config.gridSize());
  }
}
