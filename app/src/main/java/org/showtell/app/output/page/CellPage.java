package org.showtell.app.output.page;

import java.util.List;
import java.util.Locale;

/** A page that shows a text once per cell, each symbol coloured by the cell's activation. */
public final class CellPage {
  private final StringBuilder html = new StringBuilder();

  /** A page without cells. */
  public CellPage(String title) {
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"generator\" content=\"Showtell\">\n<title>")
        .append(Html.escape(title))
        .append("</title>\n<style>\n")
        .append(Html.resource("page.css"))
        .append(
            "pre { white-space: pre-wrap; color: #111; background: #fff; padding: 1rem; }\n"
                + "</style>\n</head>\n<body>\n<header>\n<h1>")
        .append(Html.escape(title))
        .append("</h1>\n<p>Blue: activation towards 1; red: towards -1.</p>\n</header>\n<main>\n");
  }

  /**
   * Adds a cell.
   *
   * @param heading what is said of it
   * @param symbols of the text
   * @param activations one per symbol; the colour is full at 1 and -1
   */
  public void add(String heading, List<String> symbols, float[] activations) {
    html.append("<section><h2>").append(Html.escape(heading)).append("</h2>\n<pre>");
    for (int t = 0; t < activations.length; t++) {
      float value = Math.max(-1, Math.min(1, activations[t]));
      html.append(
          String.format(
              Locale.ROOT,
              "<span style=\"background:rgba(%s,%.2f)\" title=\"%.2f\">",
              value < 0 ? "214,40,40" : "30,90,220",
              Math.abs(value) * 0.85,
              activations[t]));
      for (String line : symbols.get(t).split("(?<=\n)|(?=\n)")) {
        html.append(line.equals("\n") ? "\n" : Html.escape(line));
      }
      html.append("</span>");
    }
    html.append("</pre></section>\n");
  }

  /** The whole page. */
  public String text() {
    return html + "</main>\n</body>\n</html>\n";
  }
}
