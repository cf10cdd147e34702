package org.showtell.encoder.download;

/** Receives the progress of a download, in the thread that runs it. */
public interface DownloadListener {
  DownloadListener NONE = new DownloadListener() {};

  /**
   * Bytes begin to come; again after every broken connection.
   *
   * @param from how many are here already
   * @param total -1 where the server does not say
   */
  default void begins(DownloadRequest request, long from, long total) {}

  /**
   * @param bytes how many are here
   * @param total -1 where the server does not say
   */
  default void received(long bytes, long total) {}

  /** So many bytes of a file on disk were hashed. */
  default void checked(long bytes, long total) {}

  /** Something happened that a person should know, such as a cut connection. */
  default void note(String message) {}
}
