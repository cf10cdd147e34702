package org.showtell.app.input;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.NOT_A_PHOTO;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.PathList.Listed;
import org.showtell.dataset.PathName;

/**
 * Everything that the user's arguments name, lazily and in order: files as they are, folders and
 * zips in name order, and for {@code -} the paths of a list on stdin.
 *
 * <p>Used by one thread. The photos of zips can be read until it is closed.
 */
public final class PhotoInputs implements Iterator<InputEntry>, AutoCloseable {
  /** The argument that stands for a list on stdin. */
  public static final String STDIN = "-";

  private final Iterator<String> arguments;
  private final boolean recursive;
  private final InputSelection selection;
  private final InputStream stdin;
  private final List<ZipWalk> zips = new ArrayList<>();
  private Iterator<Listed> list = Collections.emptyIterator();
  private Iterator<? extends InputEntry> current = Collections.emptyIterator();

  /** All inputs of these arguments. */
  public PhotoInputs(List<String> arguments, boolean recursive, InputStream stdin) {
    this(arguments, recursive, InputSelection.ALL, stdin);
  }

  /**
   * Some of the inputs of these arguments; {@value #STDIN} reads its list from stdin, which stays
   * open.
   */
  public PhotoInputs(
      List<String> arguments, boolean recursive, InputSelection selection, InputStream stdin) {
    this.arguments = List.copyOf(arguments).iterator();
    this.recursive = recursive;
    this.selection = selection;
    this.stdin = stdin;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      if (list.hasNext()) {
        current = entries(list.next());
      } else if (arguments.hasNext()) {
        String argument = arguments.next();
        if (argument.equals(STDIN)) {
          list = new PathList(stdin);
        } else {
          current = entries(argument, PathName::existing, false);
        }
      } else {
        return false;
      }
    }
    return true;
  }

  @Override
  public InputEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all inputs have been walked");
    }
    return current.next();
  }

  /** The first reading of a listed path that is a file, or the path as it is written. */
  private Iterator<? extends InputEntry> entries(Listed listed) {
    return entries(
        listed.path(),
        written -> {
          Path path = PathName.existing(written);
          return Files.exists(path)
              ? path
              : listed.readings().stream()
                  .map(PhotoInputs::file)
                  .flatMap(Optional::stream)
                  .findFirst()
                  .orElse(path);
        },
        true);
  }

  private static Optional<Path> file(String reading) {
    try {
      return Optional.of(PathName.existing(reading)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Iterator<? extends InputEntry> entries(
      String argument, Function<String, Path> reading, boolean listed) {
    if (argument.isEmpty()) { // Java would take it for the current folder
      return failed("''", "an empty path names nothing; the folder you are in is named .");
    }
    try {
      Path path = reading.apply(argument);
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        if (listed && isWide(path.toRealPath())) {
          return failed(
              argument,
              "a list does not widen to this folder (it is or holds your home folder, the folder"
                  + " you are in or a whole disk); name it as a PATH");
        }
        return new FolderWalk(path, recursive, selection);
      }
      if (!attributes.isRegularFile()) {
        return failed(argument, "neither a file nor a folder");
      }
      if (PhotoFiles.extension(argument).equals("zip")) {
        ZipWalk zip = new ZipWalk(path, selection);
        zips.add(zip);
        return zip;
      }
      InputEntry photo = PhotoInput.ofFile(path, path.getFileName());
      return List.of(
              selection
                  .whyNot(path.normalize())
                  .or(() -> selection.whyNotModified(attributes.lastModifiedTime()))
                  .<InputEntry>map(why -> new IgnoredInput(argument, why, NOT_A_PHOTO))
                  .orElse(photo))
          .iterator();
    } catch (InvalidPathException e) {
      return failed(
          argument, "not a possible file name (" + e.getReason() + ")" + nameHint(argument));
    } catch (NoSuchFileException e) {
      return failed(argument, FailureReason.of(e) + nameHint(argument));
    } catch (IOException e) {
      return failed(argument, FailureReason.of(e));
    }
  }

  /** A separator or a dot in a list, written or made by accident, must not mean a whole disk. */
  private static boolean isWide(Path folder) throws IOException {
    Path home = Path.of(System.getProperty("user.home", "")).toAbsolutePath();
    return folder.getParent() == null
        || Path.of("").toRealPath().startsWith(folder)
        || home.startsWith(folder)
        || !Files.getFileStore(folder).equals(Files.getFileStore(folder.getParent()));
  }

  private static Iterator<FailedInput> failed(String argument, String error) {
    return List.of(new FailedInput(argument, error)).iterator();
  }

  // Java names files in the locale's encoding; under LANG=C it can only name ASCII. What could not
  // be decoded on the way in has become a replacement character; a walk keeps the bytes.
  private static String nameHint(String argument) {
    if (argument.chars().allMatch(c -> c < 128)) {
      return "";
    }
    String encoding = System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
    if (!encoding.equalsIgnoreCase("UTF-8")) {
      return "; this locale names files in " + encoding + ": run with LC_ALL=C.UTF-8";
    }
    return argument.indexOf('\ufffd') >= 0
        ? "; if its name is not in UTF-8, name its folder instead"
        : "";
  }

  /** Closes the zips. */
  @Override
  public void close() {
    IOException first = null;
    for (ZipWalk zip : zips) {
      try {
        zip.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    zips.clear();
    if (first != null) {
      throw new UncheckedIOException(first);
    }
  }
}
