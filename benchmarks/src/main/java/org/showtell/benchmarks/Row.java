package org.showtell.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * A line of the table.
 *
 * @param name what was done
 * @param unit what the numbers count
 * @param ours Showtell's
 * @param peer the other engine with its version; null where there is none
 * @param theirs the peer's; null without a peer
 * @param ratio ours over theirs, the median of the rounds' ratios; null without a peer
 * @param note what else there is to say; may be empty
 */
record Row(
    String name, String unit, Timing ours, String peer, Timing theirs, Timing ratio, String note) {
  private static final String COLUMNS = "%-44s %10s %-18s %-26s %10s %6s %-12s %s";
  private static final ObjectMapper JSON = new ObjectMapper();

  static String header() {
    return COLUMNS
        .formatted("", "Showtell", "unit", "peer", "peer's", "ratio", "half within", "")
        .stripTrailing();
  }

  /** The line as text. */
  String text() {
    return COLUMNS
        .formatted(
            name,
            number(ours.median()),
            unit,
            peer == null ? "" : peer,
            theirs == null ? "" : number(theirs.median()),
            ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio.median()),
            ratio == null
                ? number(ours.low()) + "-" + number(ours.high())
                : String.format(Locale.ROOT, "%.2f-%.2f", ratio.low(), ratio.high()),
            note)
        .stripTrailing();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }

  /** {@code name, ours_ms, peer, peer_ms, ratio}, then the unit, quartiles and the note. */
  ObjectNode json() {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", name).put("ours_ms", ours.median()).put("peer", peer);
    node.put("peer_ms", theirs == null ? null : theirs.median());
    node.put("ratio", ratio == null ? null : ratio.median());
    node.put("unit", unit);
    quartiles(node, "ours_quartiles", ours);
    quartiles(node, "peer_quartiles", theirs);
    quartiles(node, "ratio_quartiles", ratio);
    return note.isEmpty() ? node : node.put("note", note);
  }

  private static void quartiles(ObjectNode node, String name, Timing timing) {
    if (timing == null) {
      node.putNull(name);
    } else {
      node.putArray(name).add(timing.low()).add(timing.high());
    }
  }
}
