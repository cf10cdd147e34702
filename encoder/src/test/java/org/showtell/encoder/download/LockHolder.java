package org.showtell.encoder.download;

import java.io.IOException;
import java.nio.file.Path;
import org.showtell.encoder.download.Download.DownloadLock;

/** Another process that is at the same file. */
public final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (DownloadLock lock = DownloadLock.take(Path.of(arguments[0]))) {
      System.out.println("locked");
      System.in.read();
      lock.delete();
    }
  }
}
