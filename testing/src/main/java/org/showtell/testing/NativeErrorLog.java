package org.showtell.testing;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Sends what C libraries write to the process's standard error to {@code target/native-stderr.log}.
 *
 * <p>libjpeg and libpng report every damaged image there, past {@code System.err}, and the tests
 * are full of damaged images. JUnit finds this extension as a service, in app too, and calls it
 * before each test class; the first call does the work.
 */
public final class NativeErrorLog implements BeforeAllCallback {
  private static final int STDERR = 2;

  /** Flags of open(2) on Linux: write only, create, append. */
  private static final int APPEND = 0x1 | 0x40 | 0x400;

  private static boolean redirected;

  interface Posix extends Library {
    int open(String path, int flags, int mode);

    int dup2(int from, int to);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    redirect();
  }

  private static synchronized void redirect() throws IOException {
    if (redirected || !Platform.isLinux()) {
      return;
    }
    redirected = true;
    Path target = Files.createDirectories(Path.of("target"));
    Posix posix = Native.load("c", Posix.class);
    int log = posix.open(target.resolve("native-stderr.log").toString(), APPEND, 0644);
    if (log >= 0) {
      posix.dup2(log, STDERR);
    }
  }
}
