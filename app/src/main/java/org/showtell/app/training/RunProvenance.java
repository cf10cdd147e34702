package org.showtell.app.training;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.showtell.app.bundle.Provenance;
import org.showtell.decoder.training.TrainingPosition;

/**
 * What a model card says of a run. Data is named without the folders that it lay in: a card says
 * which data, not where.
 *
 * @param devData what was measured on
 * @param metric the measure that the best epoch is chosen by
 * @param settings sizes and rates
 */
public record RunProvenance(
    TrainingFiles files,
    Trained trained,
    long seed,
    String devData,
    String metric,
    Map<String, String> settings) {

  /**
   * What the model was trained on.
   *
   * @param hash of the annotations
   * @param examples captions or questions
   */
  public record Trained(String data, String hash, int images, int examples) {}

  /**
   * The entry of a bundle that is written at this position.
   *
   * @param scores of the weights; empty if they were not scored
   */
  public Provenance at(TrainingPosition position, Map<String, Double> scores) {
    boolean scored = position.bestEpoch() >= 0;
    return at(scored ? position.bestScore() : 0, scores, position.bestEpoch() + 1);
  }

  /**
   * The entry of a bundle.
   *
   * @param score best value of the metric
   * @param scores all scores of those weights
   * @param epoch when it was reached, from 1
   */
  public Provenance at(double score, Map<String, Double> scores, int epoch) {
    return new Provenance(
        new Provenance.Data(
            withoutFolders(trained.data()),
            trained.hash(),
            files.data().split(),
            trained.images(),
            trained.examples()),
        new Provenance.Run(seed, withoutFolders(files.output().command()), settings),
        new Provenance.Result(
            withoutFolders(devData) + ", split " + files.data().devSplit(),
            metric,
            score,
            scores,
            epoch),
        new Provenance.Environment(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), versions()));
  }

  /** Versions of this program, its engine, Java and the system. */
  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("showtell", version("org.showtell", "showtell-app"));
    versions.put("nd4j", version("org.nd4j", "nd4j-api"));
    versions.put("java", Runtime.version().toString());
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }

  /** From what Maven leaves in a jar; "unknown" where the library comes from elsewhere. */
  private static String version(String group, String artifact) {
    String resource = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = RunProvenance.class.getResourceAsStream(resource)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    return properties.getProperty("version", "unknown");
  }

  /**
   * A word for each data set: the folder of its files, or its own name, with a number behind those
   * that would be called the same.
   */
  public static List<String> brief(List<String> dataSpecs) {
    List<String> names = dataSpecs.stream().map(RunProvenance::brief).toList();
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                Collections.frequency(names, names.get(i)) == 1
                    ? names.get(i)
                    : names.get(i) + " " + (i + 1))
        .toList();
  }

  private static String brief(String dataSpec) {
    String place = dataSpec.replaceFirst("^([a-z0-9]{2,}:)+", "").replaceFirst(",.*", "");
    List<String> parts = Arrays.stream(place.split("[/\\\\]")).filter(p -> !p.isEmpty()).toList();
    if (parts.isEmpty()) {
      return dataSpec;
    }
    String last = parts.get(parts.size() - 1);
    boolean file = last.matches(".*\\.(json|jsonl|csv|zip)");
    return file && parts.size() > 1 ? parts.get(parts.size() - 2) : last;
  }

  /** {@code flickr8k:/a/b/flickr8k} without {@code /a/b/}. */
  static String withoutFolders(String text) {
    return text.replaceAll("[^\\s:,=]*/(?=[^\\s/])", "");
  }
}
