package org.showtell.encoder.download;

/** Is told how a download goes, in the thread that runs it. */
public interface DownloadListener {
  DownloadListener NONE = new DownloadListener() {};

  /**
   * Bytes begin to come; again after every cut.
   *
   * @param from how many are here already
   * @param total how many there will be; -1 where the server does not say
   */
  default void begins(DownloadRequest request, long from, long total) {}

  /**
   * Bytes have come.
   *
   * @param bytes how many are here
   * @param total how many there will be; -1 where the server does not say
   */
  default void received(long bytes, long total) {}

  /** So many bytes of a file that is here were checked. */
  default void checked(long bytes, long total) {}

  /** Something happened that a person should know, such as a cut connection. */
  default void note(String message) {}
}
