package org.showtell.benchmarks.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.showtell.benchmarks.study.ShapePicture.Paint;
import org.showtell.benchmarks.study.ShapePicture.Thing;

/**
 * Questions about a {@link ShapePicture}: colours, shapes, numbers, places, what stands where
 * beside what, and yes or no, nearly as often the one as the other.
 */
final class ShapeQuestions {
  private static final List<String> SIDES = List.of("left of", "right of", "above", "below");
  private static final int CLEAR = 4; // pixels by which a side is one
  private static final int TRIES = 200;
  private static final int ALL_KINDS = 8; // relations twice
  private static final int KINDS_OF_ONE = 5;

  private final ShapePicture picture;
  private final SplittableRandom random;
  private final int kinds;

  private ShapeQuestions(ShapePicture picture, boolean pairs, SplittableRandom random) {
    this.picture = picture;
    this.random = random;
    kinds = pairs ? ALL_KINDS : KINDS_OF_ONE;
  }

  /** A question with its answer. */
  record Asked(String kind, String question, String answer) {}

  /**
   * Different questions, as many as asked for or as there are.
   *
   * @param pairs also such that compare where two things stand
   */
  static List<Asked> about(
      ShapePicture picture, int count, boolean pairs, SplittableRandom random) {
    ShapeQuestions questions = new ShapeQuestions(picture, pairs, random);
    Map<String, Asked> found = new LinkedHashMap<>();
    for (int i = 0; i < TRIES && found.size() < count; i++) {
      questions.next().ifPresent(asked -> found.putIfAbsent(asked.question(), asked));
    }
    return new ArrayList<>(found.values());
  }

  private Optional<Asked> next() {
    Thing thing = any(picture.things());
    return switch (random.nextInt(kinds)) {
      case 0 ->
          only(picture.count(thing.shape(), null) == 1)
              .map(x -> asked("colour", "what color is the " + thing.shape(), thing.colour()));
      case 1 ->
          only(picture.count(null, thing.colour()) == 1)
              .map(
                  x ->
                      asked(
                          "shape",
                          "what shape is the " + thing.colour() + " thing",
                          thing.shape()));
      case 2 -> Optional.of(number());
      case 3 -> Optional.of(exists());
      case 4 -> place(thing);
      case 5 -> neighbour(thing);
      default -> relation(thing);
    };
  }

  private static Optional<Boolean> only(boolean holds) {
    return holds ? Optional.of(true) : Optional.empty();
  }

  private static Asked asked(String kind, String question, String answer) {
    return new Asked(kind, question + "?", answer);
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Asked number() {
    String shape = any(ShapePicture.SHAPES);
    String colour = any(Paint.words());
    return switch (random.nextInt(3)) {
      case 0 -> counted("things", null, null);
      case 1 -> counted(shape + "s", shape, null);
      default -> counted(colour + " things", null, colour);
    };
  }

  private Asked counted(String words, String shape, String colour) {
    return asked(
        "number", "how many " + words + " are there", Long.toString(picture.count(shape, colour)));
  }

  private Asked exists() {
    boolean yes = random.nextBoolean();
    String words = any(picture.things()).words();
    while (!yes && named(words) > 0) {
      words = any(Paint.words()) + " " + any(ShapePicture.SHAPES);
    }
    return asked("yes/no", "is there a " + words, yes ? "yes" : "no");
  }

  private long named(String words) {
    return picture.things().stream().filter(thing -> thing.words().equals(words)).count();
  }

  private Optional<Asked> place(Thing thing) {
    int middle = ShapePicture.SIDE / 2;
    return only(named(thing.words()) == 1 && Math.abs(thing.x() - middle) >= CLEAR)
        .map(
            x ->
                asked(
                    "place",
                    "on which side is the " + thing.words(),
                    thing.x() < middle ? "left" : "right"));
  }

  /** How far a thing stands on that side of another; negative on the other side. */
  private static int distance(Thing thing, String side, Thing other) {
    return switch (side) {
      case "left of" -> other.x() - thing.x();
      case "right of" -> thing.x() - other.x();
      case "above" -> other.y() - thing.y();
      default -> thing.y() - other.y();
    };
  }

  private Optional<Asked> neighbour(Thing thing) {
    String side = any(SIDES);
    List<Thing> others = picture.things().stream().filter(one -> one != thing).toList();
    List<Thing> there = others.stream().filter(one -> distance(one, side, thing) >= CLEAR).toList();
    boolean clear = others.stream().allMatch(one -> Math.abs(distance(one, side, thing)) >= CLEAR);
    return only(named(thing.words()) == 1 && clear && there.size() == 1)
        .map(
            x ->
                asked(
                    "neighbour",
                    "what is " + side + " the " + thing.words(),
                    there.get(0).words()));
  }

  private Optional<Asked> relation(Thing thing) {
    Thing other = any(picture.things());
    String side = any(SIDES);
    int distance = distance(thing, side, other);
    return only(other != thing
            && named(thing.words()) == 1
            && named(other.words()) == 1
            && Math.abs(distance) >= CLEAR)
        .map(
            x ->
                asked(
                    "relation",
                    "is the " + thing.words() + " " + side + " the " + other.words(),
                    distance > 0 ? "yes" : "no"));
  }
}
