package org.showtell.app.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.dataset.ImageSource;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.text.SentenceFile;

/** What a training run reads and where it writes. */
public record TrainingFiles(
    Data data, Sentences text, Encoder encoder, Output output, Checkpoint checkpoint) {

  /**
   * The data sets.
   *
   * @param train data sets to train on together
   * @param split their part
   * @param dev data sets to stop by, each scored by itself
   * @param devSplit their part
   * @param weights how often each training set is drawn against its size; empty for once an epoch
   */
  public record Data(
      List<String> train, String split, List<String> dev, String devSplit, List<Double> weights) {
    /** Copies the lists. */
    public Data {
      train = List.copyOf(train);
      dev = List.copyOf(dev);
      weights = List.copyOf(weights);
    }

    /**
     * How often each image's examples are drawn in an epoch; null for once each.
     *
     * @param images of the data sets as one
     * @param files the images' names in it
     */
    public double[] drawn(ImageSource images, List<String> files) {
      return weights.isEmpty()
          ? null
          : files.stream().mapToDouble(file -> weights.get(images.part(file))).toArray();
    }

    /** The weights as a checkpoint's fingerprint states them; empty where there are none. */
    public String fingerprint() {
      return weights.isEmpty() ? "" : "\ndrawn " + weights;
    }
  }

  /**
   * Sentences without images to train on beside the data.
   *
   * @param file one sentence a line; null for none
   * @param draws sentences, or questions made from them, that an epoch draws
   */
  public record Sentences(Path file, int draws) {
    /** No sentences. */
    public static final Sentences NONE = new Sentences(null, 0);

    /** Checks that something is drawn where there is a file. */
    public Sentences {
      if (file != null && draws < 1) {
        throw new IllegalArgumentException("textDraws must be at least 1, but got " + draws);
      }
    }

    /** The first sentences of the file, at most that many; none where there is no file. */
    public List<String> read(int most, TrainingReport report) throws IOException {
      if (file == null) {
        return List.of();
      }
      LeftOut leftOut = new LeftOut();
      List<String> sentences = SentenceFile.read(file, most, leftOut);
      leftOut.notes(file).forEach(report::note);
      return sentences;
    }

    /** The sentences as a checkpoint's fingerprint states them; empty for none. */
    public String fingerprint() {
      return file == null ? "" : "\nsentences " + file.getFileName() + " " + draws;
    }
  }

  /**
   * The encoder.
   *
   * @param name a preset, a model or a weight file
   * @param weights where weights are that do not ship
   * @param features folder of the feature store
   */
  public record Encoder(String name, EncoderWeights weights, Path features) {}

  /**
   * The bundle that is written.
   *
   * @param bundle a .zip or a folder
   * @param name what records call the model
   * @param licence terms of the weights; null to refer to the data's
   * @param command what the user typed, for the model card
   */
  public record Output(Path bundle, String name, String licence, String command) {
    private static final byte[] ZIP = {'P', 'K'};

    /** Checks that nothing but a model would be replaced. */
    public Output {
      try {
        if (Files.isRegularFile(bundle) && Files.size(bundle) > 0 && !isZip(bundle)) {
          throw new IllegalArgumentException(
              "output must be a new file, or a model, which is replaced, but got "
                  + bundle
                  + ", a file of another kind");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static boolean isZip(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
      }
    }

    /** The terms to state for weights that were trained on this data. */
    public String terms(String data) {
      return licence != null
          ? licence
          : "The weights are under the terms of the data they were trained on: "
              + RunProvenance.withoutFolders(data);
    }
  }

  /**
   * The checkpoint.
   *
   * @param folder where it lies
   * @param resume whether the run resumes from it
   */
  public record Checkpoint(Path folder, boolean resume) {}

  /** The same with another encoder. */
  public TrainingFiles withEncoder(String name) {
    Encoder other = new Encoder(name, encoder.weights(), encoder.features());
    return new TrainingFiles(data, text, other, output, checkpoint);
  }

  /** The same with other data sets. */
  public TrainingFiles withData(List<String> train, List<String> dev) {
    Data other = new Data(train, data.split(), dev, data.devSplit(), data.weights());
    return new TrainingFiles(other, text, encoder, output, checkpoint);
  }
}
