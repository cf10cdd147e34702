package org.showtell.app.output.sidecar;

import java.io.IOException;
import org.showtell.app.caption.CaptionRecord;

/** What stands in the file of a photo. */
interface SidecarContent {
  /** The content of a new file. */
  byte[] create(CaptionRecord record);

  /**
   * The content of a file whose caption is replaced.
   *
   * @throws IOException if the file is not one whose rest could be kept
   */
  byte[] replace(byte[] existing, CaptionRecord record) throws IOException;

  /**
   * The content of a file that a caption is added to. Adding the same once more changes nothing, so
   * that a killed run can be repeated.
   *
   * @throws IOException if the file is not one that could be added to
   */
  byte[] append(byte[] existing, CaptionRecord record) throws IOException;
}
