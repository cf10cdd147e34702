package org.showtell.decoder.training;

import java.util.ArrayList;
import java.util.List;
import org.showtell.decoder.CaptionNetwork;

/**
 * Trained networks that tell a learning one what they expect as the next word: the mean of their
 * probabilities, which is better than any of theirs (Hinton et al. 2015, sections 2 and 3). Each
 * sees the images with its own encoder. Owns the networks.
 */
public final class TeacherEnsemble implements AutoCloseable {
  private final double weight;
  private final List<Member> members = new ArrayList<>();

  /** One network, its view of the captions' images, and room for a batch of them. */
  private static final class Member {
    private final CaptionNetwork network;
    private final TrainingExamples examples;
    private float[] memory = new float[0];

    Member(CaptionNetwork network, TrainingExamples examples) {
      this.network = network;
      this.examples = examples;
    }

    float[] probabilities(int[] captions) {
      int length = captions.length * examples.features().length();
      memory = memory.length == length ? memory : new float[length];
      return new CaptionGradient(network, 0).probabilities(examples.batch(captions, memory));
    }
  }

  /**
   * An ensemble without members.
   *
   * @param weight share of the target that is theirs, in (0, 1]
   */
  public TeacherEnsemble(double weight) {
    this.weight = weight;
  }

  /**
   * Adds a network, which is closed with the ensemble.
   *
   * @param examples the captions that will be learnt, in their order, with the features that this
   *     network reads
   * @throws IllegalArgumentException if it knows another number of words than those before it
   */
  public void add(CaptionNetwork network, TrainingExamples examples) {
    int size = network.config().vocabularySize();
    for (Member member : members) {
      int expected = member.network.config().vocabularySize();
      if (expected != size) {
        throw new IllegalArgumentException(
            "Expected teachers of " + expected + " words but got one of " + size);
      }
    }
    members.add(new Member(network, examples));
  }

  /**
   * What they expect.
   *
   * @param captions numbers of the batch's captions
   * @return of the batch's tokens, [T*B, V]
   */
  SoftTargets of(int[] captions) {
    float[] mean = null;
    for (Member member : members) {
      float[] expected = member.probabilities(captions);
      if (mean == null) {
        mean = expected;
      } else {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += expected[i];
        }
      }
    }
    if (mean == null) {
      throw new IllegalStateException("Expected a teacher to ask but there is none");
    }
    float share = 1f / members.size();
    for (int i = 0; members.size() > 1 && i < mean.length; i++) {
      mean[i] *= share;
    }
    return new SoftTargets(weight, mean);
  }

  @Override
  public void close() {
    members.forEach(member -> member.network.close());
  }
}
