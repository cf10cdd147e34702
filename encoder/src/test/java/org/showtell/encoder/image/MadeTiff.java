package org.showtell.encoder.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes TIFF structures, ordinary and big, little-endian, with as many directories as asked for.
 */
final class MadeTiff {
  private static final int SUB_DIRECTORIES = 330;

  /** Bits, compression, photometric interpretation, turn, samples: readers insist on that type. */
  private static final Set<Integer> SHORTS = Set.of(258, 259, 262, 274, 277, 338);

  private record Value(int type, int count, byte[] bytes) {}

  /** One directory. */
  static final class Directory {
    private final TreeMap<Integer, Value> values = new TreeMap<>();
    private final TreeMap<Integer, byte[][]> blobs = new TreeMap<>();
    private final List<Directory> below = new ArrayList<>();

    Directory with(int tag, int... numbers) {
      if (SHORTS.contains(tag)) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
          bytes.putShort((short) number);
        }
        values.put(tag, new Value(3, numbers.length, bytes.array()));
        return this;
      }
      ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
      for (int number : numbers) {
        bytes.putInt(number);
      }
      values.put(tag, new Value(4, numbers.length, bytes.array()));
      return this;
    }

    Directory withBytes(int tag, byte[] bytes) {
      values.put(tag, new Value(7, bytes.length, bytes));
      return this;
    }

    /** Data that one tag says the place of and another the length, in one part or several. */
    Directory withData(int offsetTag, int lengthTag, byte[]... parts) {
      blobs.put(offsetTag, parts);
      return with(offsetTag, new int[parts.length])
          .with(lengthTag, Stream.of(parts).mapToInt(part -> part.length).toArray());
    }

    Directory with(Directory sub) {
      below.add(sub);
      return with(SUB_DIRECTORIES, new int[below.size()]);
    }
  }

  private final boolean big;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private MadeTiff(boolean big) {
    this.big = big;
  }

  static byte[] classic(String magic, Directory... chain) {
    MadeTiff tiff = new MadeTiff(false);
    tiff.out.writeBytes(MadeFiles.text(magic));
    return tiff.file(chain);
  }

  static byte[] big(Directory... chain) {
    MadeTiff tiff = new MadeTiff(true);
    tiff.out.writeBytes(MadeFiles.text("II+\0\10\0\0\0"));
    return tiff.file(chain);
  }

  /** Quadrants, uncompressed. */
  static Directory image(RgbImage image) {
    return samples(image.width(), image.height(), 2, 8, 8, 8)
        .withData(273, 279, image.rgb())
        .with(278, image.height());
  }

  /** Uncompressed tiles, of which whole ones make the image. */
  static Directory tiled(RgbImage image, int tileWidth, int tileHeight) {
    List<byte[]> tiles = new ArrayList<>();
    for (int top = 0; top < image.height(); top += tileHeight) {
      for (int left = 0; left < image.width(); left += tileWidth) {
        ByteArrayOutputStream tile = new ByteArrayOutputStream();
        for (int y = top; y < top + tileHeight; y++) {
          tile.write(image.rgb(), 3 * (y * image.width() + left), 3 * tileWidth);
        }
        tiles.add(tile.toByteArray());
      }
    }
    return samples(image.width(), image.height(), 2, 8, 8, 8)
        .with(322, tileWidth)
        .with(323, tileHeight)
        .withData(324, 325, tiles.toArray(new byte[0][]));
  }

  /** An image of so many samples, still without them. */
  static Directory samples(int width, int height, int photometric, int... bits) {
    return new Directory()
        .with(256, width)
        .with(257, height)
        .with(258, bits)
        .with(259, 1)
        .with(262, photometric)
        .with(277, bits.length);
  }

  private byte[] file(Directory... chain) {
    int pointer = out.size();
    out.writeBytes(new byte[big ? 8 : 4]);
    List<int[]> patches = new ArrayList<>();
    for (Directory directory : chain) {
      patches.add(new int[] {pointer, 0});
      int[] place = write(directory, patches);
      patches.get(patches.size() - 1);
      patches.add(new int[] {pointer, place[0]});
      pointer = place[1];
    }
    ByteBuffer file = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    patches.forEach(patch -> file.putInt(patch[0], patch[1]));
    return file.array();
  }

  /** Where the directory begins, and where it says which is next. */
  private int[] write(Directory directory, List<int[]> patches) {
    int[] subs = directory.below.stream().mapToInt(sub -> write(sub, patches)[0]).toArray();
    if (subs.length > 0) {
      directory.with(SUB_DIRECTORIES, subs);
    }
    directory.blobs.forEach(
        (tag, parts) -> {
          int[] offsets = new int[parts.length];
          for (int i = 0; i < parts.length; i++) {
            offsets[i] = out.size();
            out.writeBytes(parts[i]);
          }
          directory.with(tag, offsets);
        });
    TreeMap<Integer, Integer> places = new TreeMap<>();
    directory.values.forEach(
        (tag, value) -> {
          if (value.bytes().length > (big ? 8 : 4)) {
            places.put(tag, out.size());
            out.writeBytes(value.bytes());
          }
        });
    int start = out.size();
    number(directory.values.size(), big ? 8 : 2);
    directory.values.forEach(
        (tag, value) -> {
          number(tag, 2);
          number(value.type(), 2);
          number(value.count(), big ? 8 : 4);
          if (places.containsKey(tag)) {
            number(places.get(tag), big ? 8 : 4);
          } else {
            out.writeBytes(java.util.Arrays.copyOf(value.bytes(), big ? 8 : 4));
          }
        });
    int next = out.size();
    number(0, big ? 8 : 4);
    return new int[] {start, next};
  }

  private void number(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >> 8 * i));
    }
  }
}
