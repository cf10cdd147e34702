package org.showtell.app.caption;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.showtell.app.input.FailureReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives images to a model together; a batch that fails as a whole is tried again one by one, so
 * that one bad image is one failure.
 */
public final class ModelBatch {
  private static final Logger LOG = LoggerFactory.getLogger(ModelBatch.class);

  private ModelBatch() {}

  /** The result of one image, or else the error. */
  public record Outcome<R>(R result, String error) {}

  /** Runs a batch with a model that gives as many results, in the same order. */
  public static <T, R> List<Outcome<R>> run(List<T> inputs, Function<List<T>, List<R>> model) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    try {
      List<R> results = model.apply(inputs);
      if (results.size() != inputs.size()) {
        throw new IllegalStateException(
            "the model must give %d results, but got %d".formatted(inputs.size(), results.size()));
      }
      return results.stream().map(result -> new Outcome<>(result, null)).toList();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      LOG.debug("a batch of {}", inputs.size(), e);
      if (inputs.size() == 1) {
        return List.of(new Outcome<>(null, FailureReason.of(e)));
      }
      List<Outcome<R>> one = new ArrayList<>(inputs.size());
      for (T input : inputs) {
        one.addAll(run(List.of(input), model));
      }
      return one;
    }
  }

  /** Goes on with a batch some of which may have failed: the rest goes to the model together. */
  static <T, R> List<Outcome<R>> then(List<Outcome<T>> outcomes, Function<List<T>, List<R>> model) {
    List<T> whole =
        outcomes.stream().filter(one -> one.error() == null).map(Outcome::result).toList();
    Iterator<Outcome<R>> results = run(whole, model).iterator();
    return outcomes.stream()
        .map(one -> one.error() == null ? results.next() : new Outcome<R>(null, one.error()))
        .toList();
  }
}
