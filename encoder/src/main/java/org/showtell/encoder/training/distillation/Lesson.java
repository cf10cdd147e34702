package org.showtell.encoder.training.distillation;

import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.training.teacher.TeacherView;

/**
 * What one step learns from.
 *
 * @param crops [B,S,S,3], red, green, blue from 0 to 255
 * @param view what the teacher makes of them
 * @param labels per photo, the share of its captions that have each word; empty without captions
 */
record Lesson(PixelBatch crops, TeacherView view, float[][] labels) {}
