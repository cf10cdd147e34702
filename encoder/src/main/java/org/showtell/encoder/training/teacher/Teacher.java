package org.showtell.encoder.training.teacher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.showtell.encoder.PixelBatch;

/** A network whose features and classes a smaller one is to learn. */
public interface Teacher extends AutoCloseable {
  /**
   * Opens an ONNX model with the input {@code pixels} and the outputs {@code grid}, {@code pooled}
   * and {@code logits}; the caller closes it.
   *
   * @throws IOException if the file is none, or ONNX Runtime is not on the class path; the message
   *     says how to put it there
   */
  static Teacher open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": there is no such file; expected the teacher's ONNX model");
    }
    try {
      return OnnxTeacher.open(file);
    } catch (NoClassDefFoundError e) {
      throw new IOException(
          "a teacher is run by ONNX Runtime, which is no part of this program: fetch its jar"
              + " (com.microsoft.onnxruntime:onnxruntime on Maven Central) and name it, as in"
              + " SHOWTELL_CLASSPATH=onnxruntime.jar ./showtell train encoder ...",
          e);
    }
  }

  /** Side of the pictures it was trained on: what is smaller is enlarged for it. */
  int side();

  /** D of its features. */
  int size();

  /** C, how many classes it tells apart. */
  int classes();

  /** SHA-256 of its file. */
  String hash();

  /**
   * What it makes of some pictures.
   *
   * @param rgb [B,H,W,3], red, green, blue from 0 to 255, of any size
   */
  TeacherView look(PixelBatch rgb);

  @Override
  void close();
}
