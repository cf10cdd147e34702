package org.showtell.app.output.embed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * IPTC's Information Interchange Model 4.2: datasets, each of a record, a number and a value. The
 * caption is 2:120, a keyword 2:25, and 1:90 says in which encoding the texts are. Other datasets
 * stay in their bytes and in their order.
 */
final class IptcDatasets {
  private static final int CHARACTER_SET = 1 << 8 | 90;
  private static final int VERSION = 2 << 8;
  private static final int KEYWORD = 2 << 8 | 25;
  private static final int CAPTION = 2 << 8 | 120;

  /** ESC % G, which chooses UTF-8 (ISO 2022). */
  private static final byte[] UTF_8 = {0x1b, '%', 'G'};

  private static final int MOST_CAPTION = 2000;
  private static final int MOST_KEYWORD = 64;
  private static final int MARK = 0x1c;
  private static final int LONG = 0x8000; // the rest says how many bytes the length has
  private static final Charset CP1252 = Charset.forName("windows-1252");

  /**
   * @param id the record times 256, and the number
   * @param bytes the whole dataset
   */
  private record Dataset(int id, byte[] bytes, byte[] value) {
    static Dataset of(int id, byte[] value) {
      byte[] bytes =
          ByteBuffer.allocate(5 + value.length)
              .put((byte) MARK)
              .putShort((short) id)
              .putShort((short) value.length)
              .put(value)
              .array();
      return new Dataset(id, bytes, value);
    }
  }

  private final List<Dataset> datasets = new ArrayList<>();

  /** No datasets. */
  IptcDatasets() {}

  /**
   * @throws IOException if they are damaged
   */
  IptcDatasets(byte[] block) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(block);
    while (in.hasRemaining() && in.get(in.position()) != 0) { // zeros may fill up the end
      int start = in.position();
      if (in.get() != MARK || in.remaining() < 4) {
        throw new IOException(
            "damaged IPTC (no dataset where one should be, at byte " + start + ")");
      }
      int id = in.getShort() & 0xffff;
      long length = in.getShort() & 0xffff;
      if ((length & LONG) != 0) {
        length = longer(in, (int) length & ~LONG);
      }
      if (length > in.remaining()) {
        throw new IOException("damaged IPTC (the dataset at byte " + start + " has no end)");
      }
      byte[] value = new byte[(int) length];
      in.get(value);
      datasets.add(new Dataset(id, Arrays.copyOfRange(block, start, in.position()), value));
    }
  }

  private static long longer(ByteBuffer in, int bytes) {
    long length = 0;
    for (int i = 0; i < bytes && length < Integer.MAX_VALUE && in.hasRemaining(); i++) {
      length = length << 8 | in.get() & 0xff;
    }
    return length;
  }

  boolean hasCaption() {
    return datasets.stream().anyMatch(one -> one.id == CAPTION && !text(one).isBlank());
  }

  private static String text(Dataset dataset) {
    return new String(dataset.value, StandardCharsets.UTF_8);
  }

  /** Replaces the caption. */
  void setCaption(String caption) throws IOException {
    Charset charset = charset(caption);
    datasets.removeIf(one -> one.id == CAPTION);
    insert(Dataset.of(CAPTION, encoded(caption, charset, MOST_CAPTION)));
  }

  /** Adds the keywords that are new in whatever case; whether there was one. */
  boolean addKeywords(List<String> words) throws IOException {
    boolean added = false;
    for (String word : words) {
      Charset charset = charset(word);
      byte[] value = encoded(word, charset, MOST_KEYWORD);
      String key = new String(value, charset).toLowerCase(Locale.ROOT);
      boolean known =
          datasets.stream()
              .filter(one -> one.id == KEYWORD)
              .anyMatch(one -> new String(one.value, charset).toLowerCase(Locale.ROOT).equals(key));
      if (!known) {
        insert(Dataset.of(KEYWORD, value));
        added = true;
      }
    }
    return added;
  }

  /** The encoding for a new text; marks the datasets as UTF-8 where that is true of all of them. */
  private Charset charset(String text) throws IOException {
    byte[] mark =
        datasets.stream()
            .filter(one -> one.id == CHARACTER_SET)
            .map(Dataset::value)
            .findFirst()
            .orElse(null);
    boolean isUtf8 = mark == null ? datasets.stream().allMatch(IptcDatasets::isUtf8) : isMark(mark);
    if (isUtf8) {
      if (mark == null) {
        insert(Dataset.of(CHARACTER_SET, UTF_8));
      }
      return StandardCharsets.UTF_8;
    }
    // ASCII is the same in every encoding; older programs for Windows and Macs have not marked
    // theirs, and readers take it for Windows's.
    Charset charset = mark == null ? CP1252 : StandardCharsets.US_ASCII;
    if (!charset.newEncoder().canEncode(text)) {
      throw new IOException("its IPTC is not in UTF-8, and the caption cannot be said in it");
    }
    return charset;
  }

  private static boolean isMark(byte[] value) {
    return Arrays.equals(value, UTF_8);
  }

  private static boolean isUtf8(Dataset dataset) {
    if (dataset.id >> 8 != 2 || dataset.id == VERSION) {
      return true; // no text that the mark is about
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(dataset.value));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** As much of a text as fits, whole characters of it. */
  private static byte[] encoded(String text, Charset charset, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(most);
    charset.newEncoder().encode(CharBuffer.wrap(text), bytes, true);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  // Behind those of its record whose numbers are not higher; records come in order.
  private void insert(Dataset dataset) {
    if (dataset.id >> 8 == 2 && datasets.stream().noneMatch(one -> one.id >> 8 == 2)) {
      add(Dataset.of(VERSION, new byte[] {0, 4}));
    }
    add(dataset);
  }

  private void add(Dataset dataset) {
    int place = 0;
    for (int i = 0; i < datasets.size(); i++) {
      place = datasets.get(i).id <= dataset.id ? i + 1 : place;
    }
    datasets.add(place, dataset);
  }

  byte[] toBytes() {
    ByteBuffer block =
        ByteBuffer.allocate(datasets.stream().mapToInt(one -> one.bytes.length).sum());
    datasets.forEach(one -> block.put(one.bytes));
    return block.array();
  }
}
