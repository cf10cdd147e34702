package org.showtell.app.cli.describe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.language.CellSearch;
import org.showtell.app.language.CellTrace;
import org.showtell.app.language.TextProperty;
import org.showtell.app.output.page.CellPage;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.language.LanguageNetwork;
import org.showtell.encoder.file.AtomicFile;

/** Prints a text in the colours of a cell, and writes pages of several. */
final class CellPrinter {
  private static final String RESET = "\u001b[0m";
  private static final int FULL = 200; // of 255

  private final CommandContext context;
  private final CellTrace trace;

  CellPrinter(
      LanguageNetwork network, TextVocabulary vocabulary, String text, CommandContext context) {
    this.context = context;
    trace = CellTrace.of(network, vocabulary, text);
  }

  int cells() {
    return trace.cells();
  }

  private record Shown(String property, CellSearch.Found found) {
    String heading() {
      return property == null
          ? "cell " + found.cell()
          : String.format(
              Locale.ROOT, "%s: cell %d, r %.2f", property, found.cell(), found.correlation());
    }
  }

  /**
   * Prints the cells of each property, the text in the colours of the best, and writes the page.
   *
   * @param unit the only cell to show, or null
   * @param find the only property to look for, or null
   * @param page to write, or null
   */
  void show(Integer unit, String find, int top, Path page) throws IOException {
    List<Shown> shown = new ArrayList<>();
    if (unit != null) {
      shown.add(new Shown(null, new CellSearch.Found(unit, 0)));
    } else {
      CellSearch search = new CellSearch(trace);
      for (String property : find == null ? TextProperty.names() : List.of(find)) {
        for (CellSearch.Found found : search.best(TextProperty.named(property), top)) {
          shown.add(new Shown(property, found));
        }
      }
      for (Shown cell : shown) {
        context.terminal().note(cell.heading());
      }
    }
    if (shown.isEmpty()) {
      return;
    }
    Shown best = shown.get(0);
    for (Shown cell : shown) {
      if (Math.abs(cell.found().correlation()) > Math.abs(best.found().correlation())) {
        best = cell;
      }
    }
    context.terminal().note("the text in the colours of " + best.heading());
    context.print(coloured(trace.symbols(), trace.of(best.found().cell())));
    if (page != null) {
      write(page, shown);
    }
  }

  /** Blue towards 1, red towards -1, as the terminal's 24-bit background. */
  static String coloured(List<String> symbols, float[] activations) {
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < activations.length; t++) {
      float value = Math.max(-1, Math.min(1, activations[t]));
      int other = 255 - Math.round(Math.abs(value) * FULL);
      text.append("\u001b[30;48;2;")
          .append(value < 0 ? 255 : other)
          .append(';')
          .append(other)
          .append(';')
          .append(value < 0 ? other : 255)
          .append('m');
      text.append(symbols.get(t).replace("\n", RESET + "\n")).append(RESET);
    }
    return text.append('\n').toString();
  }

  private void write(Path page, List<Shown> shown) throws IOException {
    CellPage html = new CellPage("Cells over a text");
    for (Shown cell : shown) {
      html.add(cell.heading(), trace.symbols(), trace.of(cell.found().cell()));
    }
    try (AtomicFile file = new AtomicFile(page)) {
      file.stream().write(html.text().getBytes(StandardCharsets.UTF_8));
      file.replace();
    }
    context.terminal().note("page " + page);
  }
}
