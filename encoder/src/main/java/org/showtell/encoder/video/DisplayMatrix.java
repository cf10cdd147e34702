package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.BytePointer;
import org.showtell.encoder.image.Orientation;

/**
 * The matrix that says how a video's frames are turned on display (ISO/IEC 14496-12, 6.2.2): phones
 * store frames as the sensor lies. Other turns are rounded to a multiple of 90 degrees.
 */
final class DisplayMatrix {
  private static final int LENGTH = 9 * Integer.BYTES;

  private DisplayMatrix() {}

  /** Upright where a stream's parameters name no turn. */
  static Orientation of(AVCodecParameters parameters) {
    if (parameters.nb_coded_side_data() == 0) {
      return Orientation.UPRIGHT;
    }
    AVPacketSideData data =
        av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    return data == null || data.isNull() || data.size() < LENGTH
        ? Orientation.UPRIGHT
        : of(data.data());
  }

  /** The turn that a frame names, or else that of its stream. */
  static Orientation of(AVFrame frame, Orientation stream) {
    AVFrameSideData data = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    return data == null || data.isNull() || data.size() < LENGTH ? stream : of(data.data());
  }

  private static Orientation of(BytePointer data) {
    byte[] bytes = new byte[LENGTH];
    data.get(bytes);
    ByteBuffer matrix = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    // Display x = a*x + c*y, display y = b*x + d*y; the matrix is a b u, c d v, x y w.
    return of(matrix.getInt(0), matrix.getInt(4), matrix.getInt(12), matrix.getInt(16));
  }

  /** The turn of display x = a*x + c*y, display y = b*x + d*y. */
  static Orientation of(int a, int b, int c, int d) {
    boolean transposes =
        Math.abs((long) b) + Math.abs((long) c) > Math.abs((long) a) + Math.abs((long) d);
    return transposes ? Orientation.of(true, c < 0, b < 0) : Orientation.of(false, a < 0, d < 0);
  }
}
