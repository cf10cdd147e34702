package org.showtell.app.input;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Says in words, without the path in front, why a file could not be used. */
public final class FailureReason {
  /** The reason of a file that was there a moment ago. */
  static final String GONE = "it is no longer there";

  private FailureReason() {}

  /** The reason in one line, from what was thrown. */
  public static String of(Throwable problem) {
    if (problem instanceof OutOfMemoryError) {
      return "not enough memory for it (%s); SHOWTELL_JAVA_OPTS=-Xmx2g gives more"
          .formatted(problem.getMessage());
    }
    if (problem instanceof FileSystemException e) {
      return ofFile(e);
    }
    if (problem instanceof EOFException) {
      return "it ends before its content does; get it again";
    }
    String message = problem.getMessage();
    if (problem instanceof IOException && message != null && !message.isBlank()) {
      if (message.equals("Is a directory")) {
        return "a folder, where a file is needed; name a file";
      }
      return oneLine(message);
    }
    return oneLine(
        "could not be processed ("
            + problem.getClass().getSimpleName()
            + (message == null ? "" : ": " + message)
            + ")");
  }

  /** Whether the disk (or the user's share of it) is full: further files would fail alike. */
  public static boolean isFullDisk(Throwable problem) {
    String message = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
    return problem instanceof IOException
        && (message.contains("no space left")
            || message.contains("not enough space")
            || message.contains("disk quota exceeded")
            || message.contains("file too large"));
  }

  // The JDK's own messages repeat the path, or are nothing but the path.
  private static String ofFile(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return GONE.equals(e.getReason()) ? GONE : "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    if (e instanceof NotDirectoryException) {
      return "is not a folder";
    }
    String reason = e.getReason();
    if (reason != null && reason.startsWith("Too many levels of symbolic links")) {
      return "a link that leads back to itself";
    }
    return reason == null || reason.isBlank()
        ? "cannot be used (" + e.getClass().getSimpleName() + ")"
        : oneLine(reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1));
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
