package org.showtell.app;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** Pictures of squares in four colours, with questions about them. */
public final class ColouredSquares {
  /** By name. */
  public static final Map<String, Color> COLOURS = new LinkedHashMap<>();

  private static final int OF_EACH = 4;

  static {
    COLOURS.put("red", Color.RED);
    COLOURS.put("green", Color.GREEN);
    COLOURS.put("blue", Color.BLUE);
    COLOURS.put("yellow", Color.YELLOW);
  }

  private ColouredSquares() {}

  /** Draws {@code red0.png} and so on, four of each colour. */
  public static void draw(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, Color> colour : COLOURS.entrySet()) {
      for (int i = 0; i < OF_EACH; i++) {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics graphics = image.getGraphics();
        graphics.setColor(colour.getValue());
        graphics.fillRect(2 * i, i, 60 - 3 * i, 48 - 2 * i);
        graphics.dispose();
        ImageIO.write(image, "png", folder.resolve(colour.getKey() + i + ".png").toFile());
      }
    }
  }

  /** Writes captions beside the pictures, one a line. */
  public static void caption(Path folder) throws IOException {
    for (String colour : COLOURS.keySet()) {
      for (int i = 0; i < OF_EACH; i++) {
        Files.writeString(
            folder.resolve(colour + i + ".txt"),
            ("A picture of a " + colour + " square .\n").repeat(6));
      }
    }
  }

  /** Writes questions about the pictures as a table. */
  public static void ask(Path csv) throws IOException {
    StringBuilder table = new StringBuilder("image,question,answer\n");
    for (String colour : COLOURS.keySet()) {
      for (int i = 0; i < OF_EACH; i++) {
        String file = colour + i + ".png";
        table.append(file).append(",what color is the square?,").append(colour).append('\n');
        for (String other : COLOURS.keySet()) {
          table
              .append(file)
              .append(",is it ")
              .append(other)
              .append("?,")
              .append(colour.equals(other) ? "yes" : "no")
              .append('\n');
        }
      }
    }
    Files.writeString(csv, table.toString());
  }
}
