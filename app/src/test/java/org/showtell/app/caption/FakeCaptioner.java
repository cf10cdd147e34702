package org.showtell.app.caption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.preset.Preprocessing;

/**
 * Captions "photos" whose content is a word: {@code dog} is captioned {@code a dog}. Some words
 * break it in the ways that real photos do. The word of a JPEG is its name.
 */
public class FakeCaptioner implements PhotoCaptioner {
  /** Content that the decoder refuses. */
  public static final String BROKEN = "broken";

  /** Content that does not fit into memory. */
  public static final String HUGE = "huge";

  /** Content that meets a bug in the decoder. */
  public static final String BUG = "bug";

  /** Content that decodes well and breaks the model. */
  public static final String POISON = "poison";

  private final int numCaptions;
  private final List<Integer> batchSizes = Collections.synchronizedList(new ArrayList<>());
  private boolean closed;

  public FakeCaptioner() {
    this(1);
  }

  public FakeCaptioner(int numCaptions) {
    this.numCaptions = numCaptions;
  }

  @Override
  public String model() {
    return "fake";
  }

  @Override
  public float[] preprocess(byte[] content, String name) throws IOException {
    boolean isJpeg = content.length > 2 && content[0] == (byte) 0xff;
    String word =
        isJpeg
            ? Path.of(name).getFileName().toString().replaceFirst("\\..*", "")
            : new String(content, StandardCharsets.UTF_8).strip();
    switch (word) {
      case "" -> throw new IOException("not an image (the file is 0 bytes)");
      case BROKEN -> throw new IOException("not an image that can be decoded");
      case HUGE -> throw new OutOfMemoryError("Java heap space");
      case BUG -> throw new IllegalStateException("index 7\nout of bounds");
      default -> {}
    }
    return spelt(word);
  }

  @Override
  public Preprocessing preprocessing() {
    return Preprocessing.imagenet(8);
  }

  /** A frame's "pixels" spell how bright it is: {@code dark}, {@code grey} or {@code light}. */
  @Override
  public float[] preprocess(RgbImage frame) {
    int bright = frame.rgb()[frame.rgb().length / 2] & 0xff;
    return spelt(bright < 85 ? "dark" : bright < 170 ? "grey" : "light");
  }

  @Override
  public List<float[]> features(List<float[]> pixels) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    batchSizes.add(pixels.size());
    return pixels.stream().map(p -> Arrays.copyOf(p, Math.max(5, p.length))).toList();
  }

  @Override
  public List<PhotoCaptions> decode(List<float[]> features) {
    return features.stream().map(this::captions).toList();
  }

  private static float[] spelt(String word) {
    float[] pixels = new float[word.length()];
    IntStream.range(0, pixels.length).forEach(i -> pixels[i] = word.charAt(i));
    return pixels;
  }

  private PhotoCaptions captions(float[] pixels) {
    StringBuilder word = new StringBuilder();
    for (float pixel : pixels) {
      word.append(pixel == 0 ? "" : String.valueOf((char) Math.round(pixel)));
    }
    if (word.toString().equals(POISON)) {
      throw new IllegalArgumentException("no such shape");
    }
    return new PhotoCaptions(
        IntStream.rangeClosed(1, numCaptions)
            .mapToObj(i -> new ScoredCaption((i == 1 ? "a " : i + " times a ") + word, -0.25 * i))
            .toList());
  }

  /** The sizes of the batches that {@link #features} was called with. */
  public List<Integer> batchSizes() {
    return List.copyOf(batchSizes);
  }

  @Override
  public void close() {
    closed = true;
  }
}
