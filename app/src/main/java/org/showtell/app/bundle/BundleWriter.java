package org.showtell.app.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.showtell.app.bundle.ModelManifest.CaptionerEntry;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.app.bundle.ModelManifest.GenerationEntry;
import org.showtell.app.bundle.ModelManifest.KeywordsEntry;
import org.showtell.app.bundle.ModelManifest.LabelsEntry;
import org.showtell.app.bundle.ModelManifest.VqaEntry;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.keywords.WordDetector;
import org.showtell.decoder.label.LabelNetwork;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.encoder.file.AtomicFile;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/**
 * Writes a bundle: the same model gives the same bytes. The file appears whole or not at all.
 *
 * <p>All factories take what records call the model, and the encoder's entry and weight file, which
 * is null if the weights come from elsewhere. Networks are written in half precision.
 */
public final class BundleWriter {
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private BundleWriter() {}

  /** A bundle of these files. */
  static BundleWriter of(Map<String, byte[]> files) {
    BundleWriter writer = new BundleWriter();
    writer.files.putAll(files);
    return writer;
  }

  /** A bundle as it is, to carry it elsewhere. */
  public static BundleWriter copy(ModelBundle bundle) {
    return of(bundle.contents());
  }

  /** What a bundle needs to answer questions; the network stays the caller's. */
  public record AnswererParts(
      VqaNetwork network,
      Vocabulary questionWords,
      AnswerList answers,
      Provenance provenance,
      String licence) {}

  /** A bundle that captions; the word detector may be null. */
  public static BundleWriter captioner(
      String name,
      EncoderEntry encoder,
      byte[] encoderWeights,
      CaptionNetwork network,
      Vocabulary vocabulary,
      GenerationEntry generation,
      KeywordParts keywords,
      Provenance provenance,
      String licence)
      throws IOException {
    BundleWriter writer = new BundleWriter();
    KeywordsEntry detector = keywords == null ? null : writer.add(keywords);
    byte[] weights = weights(network.weights(), CaptionNetwork.weightShapes(network.config()));
    CaptionerEntry captioner =
        new CaptionerEntry(
            ModelBundle.CAPTIONER,
            ContentHash.sha256(weights),
            ManifestJson.entry(network.config()),
            generation);
    writer.describe(name, encoder, captioner, null, detector, null, provenance, licence);
    writer.files.put(ModelBundle.VOCABULARY, words(vocabulary));
    writer.files.put(ModelBundle.CAPTIONER, weights);
    return writer.withEncoder(encoderWeights);
  }

  /** A bundle that detects words and does nothing else. */
  public static BundleWriter detector(
      String name,
      EncoderEntry encoder,
      byte[] encoderWeights,
      KeywordParts keywords,
      Provenance provenance,
      String licence)
      throws IOException {
    BundleWriter writer = new BundleWriter();
    KeywordsEntry detector = writer.add(keywords);
    writer.describe(name, encoder, null, null, detector, null, provenance, licence);
    return writer.withEncoder(encoderWeights);
  }

  /**
   * A bundle that labels videos; the network stays the caller's.
   *
   * @param frames of a clip, or 0
   * @param everyMillis between frames, or 0
   */
  public static BundleWriter labeller(
      String name,
      EncoderEntry encoder,
      byte[] encoderWeights,
      LabelNetwork network,
      List<String> labels,
      int frames,
      long everyMillis,
      Provenance provenance,
      String licence)
      throws IOException {
    BundleWriter writer = new BundleWriter();
    byte[] weights =
        weights(network.parameters().copies(), LabelNetwork.weightShapes(network.config()));
    LabelsEntry entry =
        new LabelsEntry(
            ModelBundle.LABELS,
            ContentHash.sha256(weights),
            labels,
            ManifestJson.entry(network.config()),
            frames,
            everyMillis);
    writer.files.put(ModelBundle.LABELS, weights);
    writer.describe(name, encoder, null, null, null, entry, provenance, licence);
    return writer.withEncoder(encoderWeights);
  }

  /** A bundle that answers. */
  public static BundleWriter answerer(
      String name, EncoderEntry encoder, byte[] encoderWeights, AnswererParts parts)
      throws IOException {
    BundleWriter writer = new BundleWriter();
    VqaEntry vqa = writer.add(parts);
    writer.describe(name, encoder, null, vqa, null, null, parts.provenance(), parts.licence());
    return writer.withEncoder(encoderWeights);
  }

  /** A bundle that captions as the model does with whose encoder the answers were trained. */
  public static BundleWriter withAnswerer(ModelBundle captioner, AnswererParts parts)
      throws IOException {
    BundleWriter writer = new BundleWriter();
    ModelManifest known = captioner.manifest();
    VqaEntry vqa = writer.add(parts);
    CaptionerEntry captions = known.captioner();
    if (captions == null) {
      throw captioner.doesNotCaption();
    }
    // Files get the names under which a bundle that is written carries them.
    EncoderEntry old = known.encoder();
    EncoderEntry encoder =
        new EncoderEntry(
            old.preset(),
            old.weights() == null ? null : ModelBundle.ENCODER,
            old.sha256(),
            old.source(),
            old.own());
    CaptionerEntry renamed =
        new CaptionerEntry(
            ModelBundle.CAPTIONER, captions.sha256(), captions.decoder(), captions.generation());
    KeywordsEntry words = known.keywords();
    KeywordsEntry keywords =
        words == null
            ? null
            : new KeywordsEntry(
                ModelBundle.KEYWORDS,
                words.sha256(),
                words.words(),
                words.memorySize(),
                words.classes(),
                words.threshold());
    writer.describe(
        known.name(), encoder, renamed, vqa, keywords, null, known.provenance(), known.licence());
    writer.files.putAll(captioner.captionerFiles());
    return writer;
  }

  private BundleWriter withEncoder(byte[] weights) {
    if (weights != null) {
      files.put(ModelBundle.ENCODER, weights);
    }
    return this;
  }

  private KeywordsEntry add(KeywordParts parts) throws IOException {
    byte[] weights = weights(parts.weights(), WordDetector.weightShapes(parts.config()));
    files.put(ModelBundle.KEYWORDS, weights);
    files.put(ModelBundle.KEYWORD_LIST, parts.vocabulary().bytes());
    if (parts.forms() != null) {
      files.put(ModelBundle.KEYWORD_FORMS, parts.forms().bytes());
    }
    if (parts.classes() != null) {
      files.put(ModelBundle.CLASS_WORDS, parts.classes().bytes());
    }
    return new KeywordsEntry(
        ModelBundle.KEYWORDS,
        ContentHash.sha256(weights),
        parts.config().words(),
        parts.config().memorySize(),
        parts.config().classes(),
        parts.threshold());
  }

  private VqaEntry add(AnswererParts parts) throws IOException {
    VqaConfig config = parts.network().config();
    byte[] weights = weights(parts.network().weights(), VqaNetwork.weightShapes(config));
    files.put(ModelBundle.QUESTION_WORDS, words(parts.questionWords()));
    files.put(ModelBundle.ANSWERS, parts.answers().bytes());
    files.put(ModelBundle.ANSWERER, weights);
    return new VqaEntry(
        ModelBundle.ANSWERER,
        ContentHash.sha256(weights),
        ManifestJson.entry(config),
        parts.provenance(),
        parts.licence());
  }

  private void describe(
      String name,
      EncoderEntry encoder,
      CaptionerEntry captioner,
      VqaEntry vqa,
      KeywordsEntry keywords,
      LabelsEntry labels,
      Provenance provenance,
      String licence)
      throws IOException {
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT_VERSION,
            name,
            encoder,
            captioner,
            vqa,
            keywords,
            labels,
            provenance,
            licence);
    files.put(ModelBundle.MANIFEST, ManifestJson.write(manifest));
    files.put(ModelBundle.CARD, ModelCard.of(manifest).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] words(Vocabulary vocabulary) {
    return IntStream.range(0, vocabulary.size())
        .mapToObj(id -> vocabulary.word(id) + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** In half precision. */
  static byte[] weights(Map<String, float[]> weights, Map<String, int[]> shapes)
      throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> tensors.put(name, Tensor.f16(weights.get(name), shape)));
    return file(tensors);
  }

  /** A weight file of these tensors. */
  static byte[] file(LinkedHashMap<String, Tensor> tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsFile.write(out, tensors, Map.of("format", "showtell"));
    return out.toByteArray();
  }

  /**
   * Writes the bundle: a zip file if the name ends in .zip, else a folder. A zip file is written
   * beside its place and then moved there; a folder's files likewise, the manifest last.
   */
  public void write(Path target) throws IOException {
    if (target.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      replace(target, this::zip);
      return;
    }
    Files.createDirectories(target);
    List<String> names = new ArrayList<>(files.keySet());
    names.remove(ModelBundle.MANIFEST);
    names.add(ModelBundle.MANIFEST);
    for (String name : names) {
      replace(target.resolve(name), out -> out.write(files.get(name)));
    }
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private static void replace(Path target, Content content) throws IOException {
    try (AtomicFile file = new AtomicFile(target)) {
      content.writeTo(file.stream());
      file.replace();
    }
  }

  private void zip(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      zip.putNextEntry(stored(file.getKey(), file.getValue()));
      zip.write(file.getValue());
      zip.closeEntry();
    }
    zip.finish();
  }

  /** Half-precision weights hardly shrink: entries are stored, with a fixed date. */
  private static ZipEntry stored(String name, byte[] content) {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
    return entry;
  }
}
