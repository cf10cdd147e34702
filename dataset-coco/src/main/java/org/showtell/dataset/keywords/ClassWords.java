package org.showtell.dataset.keywords;

import static org.showtell.dataset.AnnotationFormatException.atLine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.showtell.dataset.AnnotationFormatException;

/**
 * Which keywords the classes of an image classifier stand for: a Maltese is a dog, an espresso is
 * coffee in a cup. Immutable.
 *
 * <p>{@link #ofLabels} finds them in WordNet and by corrections made by hand; its file is then
 * checked by a reader and is the truth from there on. A line is the class's number, its label and
 * its words with commas between them, separated by tabs; a class may have no word.
 */
public final class ClassWords {
  private static final Path FILE = Path.of("classes.txt");

  /** So far up a rare word is still worth asking for: a fox squirrel is a squirrel. */
  private static final int STEPS_TO_INCLUDE = 3;

  private final KeywordVocabulary vocabulary;
  private final List<String> labels;
  private final int[][] words; // per class

  private ClassWords(KeywordVocabulary vocabulary, List<String> labels, int[][] words) {
    this.vocabulary = vocabulary;
    this.labels = List.copyOf(labels);
    this.words = words;
  }

  /** The labels of ImageNet's 1,000 classes, in the order of a classifier's logits. */
  public static List<String> imageNetLabels() {
    return TextRows.shipped("imagenet-labels.txt");
  }

  /** Finds the words of classes, each a list of names with commas between, the usual one first. */
  public static ClassWords ofLabels(List<String> labels, KeywordVocabulary words) {
    ClassWordRules rules = new ClassWordRules();
    int[][] found = new int[labels.size()][];
    for (int c = 0; c < found.length; c++) {
      ClassMeaning meaning = new ClassMeaning(labels.get(c), rules);
      Set<String> kept = new LinkedHashSet<>(meaning.nearest(word -> words.index(word) >= 0));
      rules.correct(c, labels.get(c), kept);
      found[c] = kept.stream().mapToInt(words::index).filter(word -> word >= 0).toArray();
    }
    return new ClassWords(words, labels, found);
  }

  /**
   * The names of classes and of what they are kinds of, for a vocabulary to include if captions
   * have them.
   */
  public static List<String> nouns(List<String> labels) {
    ClassWordRules rules = new ClassWordRules();
    Set<String> found = new LinkedHashSet<>();
    for (int c = 0; c < labels.size(); c++) {
      ClassMeaning meaning = new ClassMeaning(labels.get(c), rules);
      Set<String> candidates = new LinkedHashSet<>(meaning.candidates(STEPS_TO_INCLUDE));
      rules.correct(c, labels.get(c), candidates);
      found.addAll(candidates);
    }
    return List.copyOf(found);
  }

  public int size() {
    return words.length;
  }

  /** The numbers of a class's words, the nearest first; empty if no word fits. */
  public int[] words(int clazz) {
    return words[Objects.checkIndex(clazz, words.length)].clone();
  }

  /** The sum of the probabilities of each word's classes: [C] to [words]. */
  public float[] wordMass(float[] classProbabilities) {
    if (classProbabilities.length != words.length) {
      throw new IllegalArgumentException(
          "classProbabilities must be those of %d classes, but got %d; take both from one model"
              .formatted(words.length, classProbabilities.length));
    }
    float[] mass = new float[vocabulary.size()];
    for (int c = 0; c < words.length; c++) {
      for (int word : words[c]) {
        mass[word] += classProbabilities[c];
      }
    }
    return mass;
  }

  /**
   * Reads what {@link #bytes} gave, also with corrections by hand, for the vocabulary that it was
   * made for.
   */
  public static ClassWords read(InputStream in, KeywordVocabulary words) throws IOException {
    List<String> labels = new ArrayList<>();
    List<int[]> found = new ArrayList<>();
    for (String line : TextRows.read(in, FILE.toString())) {
      String[] columns = line.split("\t", -1);
      if (columns.length != 3 || !columns[0].equals(String.valueOf(found.size()))) {
        throw fault(found.size(), found.size() + "<TAB>label<TAB>words with commas", line);
      }
      Set<Integer> indices = new LinkedHashSet<>();
      for (String word : columns[2].isBlank() ? new String[0] : columns[2].split(",", -1)) {
        int index = words.index(word.strip());
        if (index < 0 || !indices.add(index)) {
          throw fault(found.size(), "words of the keywords' vocabulary, each once", word.strip());
        }
      }
      labels.add(columns[1]);
      found.add(indices.stream().mapToInt(Integer::intValue).toArray());
    }
    if (labels.isEmpty()) {
      throw fault(0, "classes", "the end");
    }
    return new ClassWords(words, labels, found.toArray(int[][]::new));
  }

  private static AnnotationFormatException fault(int number, String expected, String found) {
    return atLine(FILE, number + 1L, expected, "'" + found + "'", "mend the file or restore it");
  }

  /** The content of its file, a line for each class in the order of their numbers. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < words.length; c++) {
      List<String> names = new ArrayList<>();
      for (int word : words[c]) {
        names.add(vocabulary.word(word));
      }
      text.append(c).append('\t').append(labels.get(c)).append('\t');
      text.append(String.join(",", names)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "ClassWords[" + words.length + " classes, " + vocabulary.size() + " words]";
  }
}
