package org.showtell.benchmarks.study;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A drawn picture of one to three shapes that do not touch.
 *
 * @param things what is on it
 */
record ShapePicture(List<Thing> things) {
  static final int SIDE = 64;
  static final List<String> SHAPES = List.of("circle", "square", "triangle");

  private static final int MOST = 3;
  private static final int SMALLEST = 5;
  private static final int LARGEST = 10;
  private static final int GAP = 3;
  private static final int TRIES = 100;

  /** A colour by its name. */
  enum Paint {
    RED(220, 40, 40),
    GREEN(40, 170, 60),
    BLUE(50, 80, 220),
    YELLOW(230, 210, 50),
    PURPLE(150, 60, 180),
    ORANGE(240, 140, 40);

    private final Color color;

    Paint(int red, int green, int blue) {
      color = new Color(red, green, blue);
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
      return Arrays.stream(values()).map(Paint::word).toList();
    }
  }

  /**
   * One shape.
   *
   * @param x of its middle
   * @param y of its middle
   * @param radius of the circle around it
   */
  record Thing(String shape, Paint paint, int x, int y, int radius) {
    String colour() {
      return paint.word();
    }

    /** Such as "red circle". */
    String words() {
      return colour() + " " + shape;
    }

    private boolean isApart(Thing other) {
      double distance = Math.hypot(x - other.x, y - other.y);
      return distance > radius + other.radius + GAP;
    }

    private void draw(Graphics2D graphics) {
      graphics.setColor(paint.color);
      switch (shape) {
        case "circle" -> graphics.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        case "square" -> {
          int half = (int) Math.round(0.85 * radius);
          graphics.fillRect(x - half, y - half, 2 * half, 2 * half);
        }
        default -> {
          int half = (int) Math.round(0.95 * radius);
          int bottom = y + (int) Math.round(0.7 * radius);
          graphics.fillPolygon(
              new Polygon(
                  new int[] {x - half, x, x + half}, new int[] {bottom, y - radius, bottom}, 3));
        }
      }
    }
  }

  static ShapePicture draw(SplittableRandom random) {
    int count = random.nextInt(1, MOST + 1);
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < TRIES && things.size() < count; i++) {
      int radius = random.nextInt(SMALLEST, LARGEST + 1);
      Thing thing =
          new Thing(
              SHAPES.get(random.nextInt(SHAPES.size())),
              Paint.values()[random.nextInt(Paint.values().length)],
              random.nextInt(radius + 1, SIDE - radius),
              random.nextInt(radius + 1, SIDE - radius),
              radius);
      if (things.stream().allMatch(thing::isApart)) {
        things.add(thing);
      }
    }
    return new ShapePicture(things);
  }

  /** The picture, on a light or dark ground. */
  BufferedImage image(SplittableRandom random) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    int ground = random.nextInt(3) == 0 ? random.nextInt(60) : random.nextInt(200, 256);
    graphics.setColor(new Color(ground, ground, ground));
    graphics.fillRect(0, 0, SIDE, SIDE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    things.forEach(thing -> thing.draw(graphics));
    graphics.dispose();
    return image;
  }

  /** How many things are of this shape and colour; null for any. */
  long count(String shape, String colour) {
    return things.stream()
        .filter(thing -> shape == null || thing.shape().equals(shape))
        .filter(thing -> colour == null || thing.colour().equals(colour))
        .count();
  }
}
