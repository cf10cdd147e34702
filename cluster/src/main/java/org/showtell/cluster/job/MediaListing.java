package org.showtell.cluster.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Finds the files below what the user named, on any file system that Hadoop reads.
 *
 * <p>Spark's own listing leaves out names that begin with an underscore, as many cameras write them
 * ({@code _DSC0042.JPG}). The upper folders are listed here and the rest by the executors, so a
 * million files in a thousand folders are no load of the driver.
 */
public final class MediaListing {
  /** Deeper is a loop of links. */
  private static final int MAX_DEPTH = 64;

  private static final int FOLDERS_PER_TASK_SLOT = 4;

  private MediaListing() {}

  private record Folder(String path, int depth) implements Serializable {
    Folder(Path path, int depth) {
      this(path.toString(), depth);
    }
  }

  /**
   * The files, in no order; names that begin with a dot are left out.
   *
   * @param inputs paths or globs
   * @throws FileNotFoundException if there is nothing at an input
   */
  public static JavaRDD<MediaFile> list(
      JavaSparkContext spark, List<String> inputs, boolean recursive) throws IOException {
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    List<MediaFile> found = new ArrayList<>();
    Deque<Folder> folders = new ArrayDeque<>();
    for (String input : inputs) {
      for (FileStatus status : at(input, hadoop.value().value())) {
        if (status.isDirectory()) {
          folders.add(new Folder(status.getPath(), 0));
        } else {
          found.add(file(status));
        }
      }
    }
    int enough = spark.defaultParallelism() * FOLDERS_PER_TASK_SLOT;
    while (recursive && !folders.isEmpty() && folders.size() < enough) {
      Walk folder = new Walk(folders.remove(), hadoop.value().value(), false);
      folder.forEachRemaining(found::add);
      folders.addAll(folder.folders);
    }
    JavaRDD<MediaFile> top = spark.parallelize(found);
    if (folders.isEmpty()) {
      return top;
    }
    return spark
        .parallelize(List.copyOf(folders), folders.size())
        .flatMap(folder -> new Walk(folder, hadoop.value().value(), recursive))
        .union(top);
  }

  private static List<FileStatus> at(String input, Configuration hadoop) throws IOException {
    Path path = new Path(input);
    FileSystem files = path.getFileSystem(hadoop);
    // A name with [ or { in it is a name before it is a glob.
    if (files.exists(path)) {
      return List.of(files.getFileStatus(path));
    }
    FileStatus[] matches = files.globStatus(path);
    if (matches == null || matches.length == 0) {
      throw new FileNotFoundException(input + ": there is no such file or folder");
    }
    return Arrays.asList(matches);
  }

  /** The files of a folder, and those of its sub-folders if wanted, one by one. */
  private static final class Walk implements Iterator<MediaFile> {
    private final Configuration hadoop;
    private final boolean recursive;
    private final Deque<Folder> folders = new ArrayDeque<>();
    private Folder folder;
    private RemoteIterator<FileStatus> entries;
    private MediaFile next;

    Walk(Folder root, Configuration hadoop, boolean recursive) throws IOException {
      this.hadoop = hadoop;
      this.recursive = recursive;
      open(root);
    }

    private void open(Folder other) throws IOException {
      folder = other;
      Path path = new Path(other.path());
      entries = path.getFileSystem(hadoop).listStatusIterator(path);
    }

    @Override
    public boolean hasNext() {
      try {
        while (next == null && (entries.hasNext() || recursive && !folders.isEmpty())) {
          if (entries.hasNext()) {
            take(entries.next());
          } else {
            open(folders.remove());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return next != null;
    }

    private void take(FileStatus entry) {
      if (entry.getPath().getName().startsWith(".")) {
        return;
      }
      if (!entry.isDirectory()) {
        next = file(entry);
      } else if (folder.depth() < MAX_DEPTH) {
        folders.add(new Folder(entry.getPath(), folder.depth() + 1));
      }
    }

    @Override
    public MediaFile next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      MediaFile file = next;
      next = null;
      return file;
    }
  }

  private static MediaFile file(FileStatus status) {
    return MediaFile.of(status.getPath().toString(), status.getLen(), status.getModificationTime());
  }
}
