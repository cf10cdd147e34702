package org.showtell.encoder.training.teacher;

import org.showtell.encoder.PixelBatch;

/** A network whose features and classes a smaller one is to learn. */
public interface Teacher extends AutoCloseable {
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
