package org.showtell.app.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** A property of each place of a text that a cell may follow. */
public interface TextProperty {

  /** Its value at each character of a text, [N]. */
  float[] of(String text);

  /** The properties with a name. */
  enum Named implements TextProperty {
    /** 1 between quotation marks. */
    QUOTE {
      @Override
      public float[] of(String text) {
        return inside(text, Pattern.compile("\"[^\"]*\"?|“[^”]*”?"));
      }
    },
    /** Characters since the line began. */
    LINE_LENGTH {
      @Override
      public float[] of(String text) {
        float[] values = new float[text.length()];
        int begin = 0;
        for (int i = 0; i < values.length; i++) {
          values[i] = i - begin;
          begin = text.charAt(i) == '\n' ? i + 1 : begin;
        }
        return values;
      }
    },
    /** Characters since the word began. */
    WORD_LENGTH {
      @Override
      public float[] of(String text) {
        float[] values = new float[text.length()];
        for (int i = 0; i < values.length; i++) {
          boolean letter = Character.isLetterOrDigit(text.charAt(i));
          values[i] = letter ? 1 + (i == 0 ? 0 : values[i - 1]) : 0;
        }
        return values;
      }
    },
    /** How many brackets are open. */
    BRACKETS {
      @Override
      public float[] of(String text) {
        float[] values = new float[text.length()];
        int open = 0;
        for (int i = 0; i < values.length; i++) {
          open += "([{".indexOf(text.charAt(i)) >= 0 ? 1 : 0;
          values[i] = open;
          open -= ")]}".indexOf(text.charAt(i)) >= 0 && open > 0 ? 1 : 0;
        }
        return values;
      }
    },
    /** 1 at capital letters. */
    CAPITALS {
      @Override
      public float[] of(String text) {
        return inside(text, Pattern.compile("\\p{Lu}"));
      }
    },
    /** 1 at white space. */
    SPACES {
      @Override
      public float[] of(String text) {
        return inside(text, Pattern.compile("\\s"));
      }
    };

    /** The name that users type. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** All names that users can type. */
  static List<String> names() {
    return Arrays.stream(Named.values()).map(Named::label).toList();
  }

  /** 1 inside the matches of a pattern, 0 elsewhere. */
  static float[] inside(String text, Pattern pattern) {
    float[] values = new float[text.length()];
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      Arrays.fill(values, matcher.start(), matcher.end(), 1);
    }
    return values;
  }

  /**
   * A property by its name, or the inside of a pattern's matches: {@code regex:PATTERN}.
   *
   * @throws IllegalArgumentException if there is none of this name, or the pattern is wrong
   */
  static TextProperty named(String name) {
    if (name.startsWith("regex:")) {
      try {
        Pattern pattern = Pattern.compile(name.substring("regex:".length()));
        return text -> inside(text, pattern);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "find must be a regular expression behind regex:, but got %s (%s)"
                .formatted(name, e.getDescription()),
            e);
      }
    }
    return Arrays.stream(Named.values())
        .filter(property -> property.label().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "find must be one of %s or regex:PATTERN, but got %s"
                        .formatted(names().stream().collect(Collectors.joining(", ")), name)));
  }
}
