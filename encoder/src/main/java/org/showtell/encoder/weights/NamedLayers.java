package org.showtell.encoder.weights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.showtell.encoder.weights.LayerFile.Layer;

/** Layers out of tensors called {@code NAME.weight} and {@code NAME.bias}, in natural order. */
public final class NamedLayers {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  private NamedLayers() {}

  /**
   * Pairs kernels with their biases; tensors of other ranks are left out.
   *
   * @throws ModelFileException if a kernel has no bias, or there is batch normalisation, which
   *     these networks do without
   */
  public static List<Layer> of(String file, Collection<? extends StoredTensor> tensors)
      throws ModelFileException {
    Map<String, StoredTensor> byName = new TreeMap<>(new NaturalOrder());
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    List<Layer> layers = new ArrayList<>();
    for (StoredTensor kernel : byName.values()) {
      String name = kernel.name();
      if (name.endsWith(".running_mean")) {
        throw new ModelFileException(
            file,
            "the layers must be convolutions and dense ones alone",
            "batch normalisation ('" + name + "'); take the weights of the plain network");
      }
      int rank = kernel.shape().size();
      if (!name.endsWith(WEIGHT) || rank != 4 && rank != 2) {
        continue;
      }
      String layer = name.substring(0, name.length() - WEIGHT.length());
      StoredTensor bias = byName.get(layer + BIAS);
      if (bias == null) {
        throw new ModelFileException(
            file, "every layer must have a bias", "no '" + layer + BIAS + "'");
      }
      layers.add(new Layer(layer, kernel, bias));
    }
    return layers;
  }

  /**
   * {@code features.2} before {@code features.10}: restores the order of layers in formats that
   * sort names by letters.
   */
  public static final class NaturalOrder implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      int i = 0;
      int j = 0;
      while (i < a.length() && j < b.length()) {
        int difference;
        if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
          int endOfA = endOfDigits(a, i);
          int endOfB = endOfDigits(b, j);
          difference = compareDigits(a.substring(i, endOfA), b.substring(j, endOfB));
          i = endOfA;
          j = endOfB;
        } else {
          difference = Character.compare(a.charAt(i++), b.charAt(j++));
        }
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(a.length() - i, b.length() - j);
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private static int endOfDigits(String text, int from) {
      int end = from;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      return end;
    }

    /** Any number of digits: no hostile name is too long for it. */
    private static int compareDigits(String a, String b) {
      String left = a.replaceFirst("^0+", "");
      String right = b.replaceFirst("^0+", "");
      return left.length() != right.length()
          ? Integer.compare(left.length(), right.length())
          : left.compareTo(right);
    }
  }
}
