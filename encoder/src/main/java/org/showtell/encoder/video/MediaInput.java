package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.showtell.encoder.file.ByteSource;
import org.showtell.encoder.image.MediaReadException;

/** Bytes as FFmpeg reads them. Owns them. One thread, one file. */
final class MediaInput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;

  private final ByteSource content;
  // Fields, so that the garbage collector leaves them alone while native code calls them.
  private final Reader reader = new Reader();
  private final Seeker seeker = new Seeker();
  private final AVIOContext context;
  // Not called position: the callbacks inherit a field of that name.
  private long place;
  private IOException problem;

  MediaInput(ByteSource content) {
    this.content = content;
    BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
    this.context = avio_alloc_context(buffer, BUFFER_BYTES, 0, null, reader, null, seeker);
  }

  AVIOContext context() {
    return context;
  }

  /** What went wrong while bytes were read; null where nothing did. */
  IOException problem() {
    return problem;
  }

  @Override
  public void close() {
    // FFmpeg may have put another buffer in the first one's place.
    av_free(context.buffer());
    avio_context_free(context);
    reader.close();
    seeker.close();
    try {
      content.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Reader extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer buffer, int length) {
      try {
        ByteBuffer target = buffer.capacity(length).asByteBuffer();
        int count = content.read(place, target);
        if (count <= 0) {
          return AVERROR_EOF;
        }
        place += count;
        return count;
      } catch (IOException e) {
        problem = e;
        return AVERROR_EXTERNAL;
      }
    }
  }

  private final class Seeker extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      try {
        long size = content.size();
        if (whence == AVSEEK_SIZE) {
          return size;
        }
        long target =
            switch (whence) {
              case SEEK_SET -> offset;
              case SEEK_CUR -> place + offset;
              case SEEK_END -> size + offset;
              default -> -1;
            };
        if (target < 0 || target > size) {
          return -1;
        }
        place = target;
        return target;
      } catch (IOException e) {
        problem = e;
        return AVERROR_EXTERNAL;
      }
    }
  }

  /**
   * A file on disk, opened by Java and not by FFmpeg: so any name that Java can open works, and a
   * file's content cannot make FFmpeg open other files or addresses.
   *
   * @throws IOException if there is no such file, it is no regular one, or it is empty
   */
  static ByteSource open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new MediaReadException("not a video (it is a folder); name the files in it");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new MediaReadException("not a video (it is not a regular file)");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    if (channel.size() == 0) {
      channel.close();
      throw new MediaReadException("not a video (the file is 0 bytes)");
    }
    return ByteSource.of(channel);
  }
}
