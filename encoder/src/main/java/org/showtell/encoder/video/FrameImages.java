package org.showtell.encoder.video;

import java.io.UncheckedIOException;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.image.MediaReadException;
import org.showtell.encoder.image.Orientation;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.video.VideoReader.VideoInfo;

/** Turns the frames of one stream into images: square pixels, upright, shrunk. One thread. */
public final class FrameImages implements AutoCloseable {
  private static final double ROUNDING = 0.02;

  private final AVStream stream;
  private final Orientation orientation;
  private final ImageReader reader;
  private final FrameConverter converter = FrameConverter.ofVideo();

  FrameImages(AVStream stream, ImageReaderConfig config) {
    this.stream = stream;
    this.orientation = DisplayMatrix.of(stream.codecpar());
    this.reader = new ImageReader(config);
  }

  /** The image of a decoded frame that is shown at this time in microseconds. */
  public VideoFrame of(AVFrame frame, long micros) {
    try {
      RgbImage image =
          converter.toRgb(
              frame, displayWidth(frame.width(), frame.sample_aspect_ratio()), frame.height());
      return new VideoFrame(
          VideoReader.duration(micros),
          reader.prepare(image, DisplayMatrix.of(frame, orientation)));
    } catch (MediaReadException e) {
      throw new UncheckedIOException(e);
    }
  }

  VideoInfo info(VideoFile file) {
    int width = displayWidth(stream.codecpar().width(), stream.codecpar().sample_aspect_ratio());
    int height = stream.codecpar().height();
    return new VideoInfo(
        orientation.transposes() ? height : width,
        orientation.transposes() ? width : height,
        file.statedMicros().stream().mapToObj(VideoReader::duration).findFirst(),
        file.formatName(),
        Codecs.name(stream.codecpar().codec_id()));
  }

  /** Makes pixels square that are not, as on DVDs; ignores rounding. */
  private int displayWidth(int width, AVRational aspect) {
    AVRational known = aspect.num() > 0 ? aspect : stream.sample_aspect_ratio();
    if (known.num() <= 0 || known.den() <= 0) {
      return width;
    }
    double square = (double) width * known.num() / known.den();
    return Math.abs(square - width) < ROUNDING * width
        ? width
        : Math.max(1, (int) Math.round(square));
  }

  @Override
  public void close() {
    converter.close();
  }
}
