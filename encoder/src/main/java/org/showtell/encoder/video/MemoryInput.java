package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Bytes in memory as FFmpeg reads them. One thread, one file. */
final class MemoryInput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 15;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;

  private final byte[] content;
  // Fields, so that the garbage collector leaves them alone while native code calls them.
  private final Reader reader = new Reader();
  private final Seeker seeker = new Seeker();
  private final AVIOContext context;
  private long position;

  MemoryInput(byte[] content) {
    this.content = content;
    BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
    this.context = avio_alloc_context(buffer, BUFFER_BYTES, 0, null, reader, null, seeker);
  }

  AVIOContext context() {
    return context;
  }

  @Override
  public void close() {
    // FFmpeg may have put another buffer in the first one's place.
    av_free(context.buffer());
    avio_context_free(context);
    reader.close();
    seeker.close();
  }

  private final class Reader extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer buffer, int length) {
      int count = (int) Math.min(length, content.length - position);
      if (count <= 0) {
        return AVERROR_EOF;
      }
      buffer.put(content, (int) position, count);
      position += count;
      return count;
    }
  }

  private final class Seeker extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      long target =
          switch (whence) {
            case SEEK_SET -> offset;
            case SEEK_CUR -> position + offset;
            case SEEK_END -> content.length + offset;
            default -> -1;
          };
      if (whence == AVSEEK_SIZE) {
        return content.length;
      }
      if (target < 0 || target > content.length) {
        return -1;
      }
      position = target;
      return target;
    }
  }
}
