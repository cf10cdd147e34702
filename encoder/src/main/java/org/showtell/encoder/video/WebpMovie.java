package org.showtell.encoder.video;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.showtell.encoder.file.ByteSource;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.image.MediaReadException;
import org.showtell.encoder.image.WebpAnimation;

/**
 * An animated WebP as FFmpeg can read it: a QuickTime file (QuickTime File Format Specification,
 * 2001) of uncompressed frames, which are painted when their bytes are asked for. So one canvas is
 * held, however long the animation is.
 */
final class WebpMovie implements ByteSource {
  private static final int HEAD_BYTES = 64;
  private static final int MAX_BYTES = 256 << 20;
  private static final int TIMESCALE = 1000;

  /** Browsers show frames that state less for 100 ms. */
  private static final int SHORTEST_MILLIS = 11;

  private static final int USUAL_MILLIS = 100;

  private final WebpAnimation animation;
  private final long frameBytes;
  private final int frames;
  private final byte[] header;
  private final boolean cut;

  private WebpMovie(WebpAnimation animation, boolean cut) {
    this.animation = animation;
    this.cut = cut;
    this.frameBytes = 3L * animation.width() * animation.height();
    this.frames = animation.millis().length;
    int length = header(0).length;
    this.header = header(length);
  }

  /** The file itself, unless it is an animated WebP, which is closed and replaced. */
  static ByteSource orSame(ByteSource file) throws IOException {
    byte[] head = Demuxer.bytes(file, HEAD_BYTES);
    if (!WebpAnimation.recognises(head)) {
      return file;
    }
    try (file) {
      if (file.size() > MAX_BYTES) {
        throw new MediaReadException(
            "animated WebP of %s bytes, and at most %s are read".formatted(file.size(), MAX_BYTES));
      }
      long maxPixels = ImageReaderConfig.defaults().maxPixels();
      WebpAnimation animation = WebpAnimation.open(Demuxer.bytes(file, MAX_BYTES), maxPixels);
      return new WebpMovie(animation, FileEnd.isCut(file));
    }
  }

  /** Whether the file ends before it says. */
  boolean isCut() {
    return cut;
  }

  @Override
  public long size() {
    return header.length + frames * frameBytes;
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    byte[] from = header;
    long at = position;
    if (position >= header.length) {
      long frame = (position - header.length) / frameBytes;
      if (frame >= frames) {
        return -1;
      }
      from = animation.frame((int) frame).rgb();
      at = (position - header.length) % frameBytes;
    }
    int count = (int) Math.min(target.remaining(), from.length - at);
    target.put(from, (int) at, count);
    return count;
  }

  @Override
  public void close() {}

  private byte[] header(long headerBytes) {
    int[] millis = animation.millis();
    int duration = 0;
    ByteBuffer times = ByteBuffer.allocate(8 * frames);
    for (int stated : millis) {
      int shown = stated < SHORTEST_MILLIS ? USUAL_MILLIS : stated;
      duration += shown;
      times.putInt(1).putInt(shown);
    }
    byte[] stsd = full("stsd", 0, ints(1), box("raw ", sampleDescription()));
    byte[] table =
        box(
            "stbl",
            stsd,
            full("stts", 0, ints(frames), times.array()),
            full("stsc", 0, ints(1, 1, frames, 1)),
            full("stsz", 0, ints((int) frameBytes, frames)),
            full("co64", 0, ints(1), longs(headerBytes)));
    byte[] dinf = box("dinf", full("dref", 0, ints(1), full("url ", 1)));
    byte[] media =
        box(
            "mdia",
            full("mdhd", 0, ints(0, 0, TIMESCALE, duration, 0)),
            full("hdlr", 0, text("mhlrvide"), new byte[13]),
            box("minf", full("vmhd", 1, new byte[8]), dinf, table));
    byte[] track =
        full(
            "tkhd",
            7,
            ints(0, 0, 1, 0, duration, 0, 0, 0, 0),
            matrix(),
            ints(animation.width() << 16, animation.height() << 16));
    byte[] movie =
        full(
            "mvhd",
            0,
            ints(0, 0, TIMESCALE, duration, 1 << 16, 1 << 24, 0, 0),
            matrix(),
            new byte[24],
            ints(2));
    return joined(
        box("ftyp", text("qt  "), ints(0), text("qt  ")),
        box("moov", movie, box("trak", track, media)),
        ints(1),
        text("mdat"),
        longs(16 + frames * frameBytes));
  }

  /** Uncompressed, red, green and blue of 8 bits. */
  private byte[] sampleDescription() {
    return ByteBuffer.allocate(78)
        .putShort(6, (short) 1)
        .putShort(24, (short) animation.width())
        .putShort(26, (short) animation.height())
        .putInt(28, 72 << 16)
        .putInt(32, 72 << 16)
        .putShort(40, (short) 1)
        .putShort(74, (short) 24)
        .putShort(76, (short) -1)
        .array();
  }

  private static byte[] matrix() {
    return ints(1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30);
  }

  private static byte[] full(String type, int flags, byte[]... parts) {
    return box(type, ints(flags), joined(parts));
  }

  private static byte[] box(String type, byte[]... parts) {
    byte[] body = joined(parts);
    return joined(ints(8 + body.length), text(type), body);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] ints(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
    for (int number : numbers) {
      bytes.putInt(number);
    }
    return bytes.array();
  }

  private static byte[] longs(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }
}
