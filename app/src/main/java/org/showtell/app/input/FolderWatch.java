package org.showtell.app.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputEntry.IgnoredInput.Kind;
import org.showtell.dataset.PathName;

/**
 * The images of folders, those that are there first and then those that arrive, for ever. The
 * system tells where something has changed ({@link FolderEvents}), and that folder is walked again;
 * now and then all are, since network drives tell nothing.
 *
 * <p>An image is handed on when its size and time have stayed the same for a second: one that is
 * being copied is not complete. It comes once, whatever number of events there are about it, and
 * again when it has changed. Walked by one thread; {@link #done} and {@link #close} may be called
 * by others. Memory: the state of each image, about 150 bytes.
 */
public final class FolderWatch implements Iterator<InputEntry>, AutoCloseable {
  /** Between two looks at an image that are to find the same. */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private static final Duration RESCAN = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 250;

  private final List<Path> roots;
  private final boolean recursive;
  private final InputSelection selection;
  private final FolderEvents events;
  private final Map<Path, State> known = new ConcurrentHashMap<>();
  private final Map<Path, Arriving> arriving = new HashMap<>();
  private final Deque<FolderWalk> walks = new ArrayDeque<>();
  private final Deque<InputEntry> ready = new ArrayDeque<>();
  private final Set<Path> gone = new HashSet<>(); // of the roots
  private boolean first = true; // whether what is left out is still news
  private Instant lastScan = Instant.now();
  private volatile boolean closed;

  /** What tells whether an image is still the same. */
  private record State(long size, long modifiedMillis) {
    static State of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new State(attributes.size(), attributes.lastModifiedTime().toMillis());
    }
  }

  /** An image that may not be complete, as it was at the last look. */
  private record Arriving(PhotoInput photo, State state, Instant since) {}

  /**
   * Watches folders from now on.
   *
   * @throws IOException if the system cannot watch any more folders
   */
  public FolderWatch(List<Path> roots, boolean recursive, InputSelection selection)
      throws IOException {
    this.roots = List.copyOf(roots);
    this.recursive = recursive;
    this.selection = selection;
    this.events = new FolderEvents();
    scanAll();
  }

  private void scanAll() {
    roots.stream()
        .filter(root -> first || Files.isDirectory(root))
        .forEach(root -> scan(root, root));
  }

  private void scan(Path root, Path start) {
    walks.add(
        new FolderWalk(root, recursive, selection, start, folder -> events.watch(folder, root)));
  }

  /** Waits for an image; false when the watch is closed or its thread interrupted. */
  @Override
  public boolean hasNext() {
    try {
      while (ready.isEmpty() && !closed) {
        if (walks.isEmpty()) {
          first = false;
          listen();
        } else if (walks.peek().hasNext()) {
          meet(walks.peek().next());
        } else {
          walks.remove();
          lastScan = Instant.now();
        }
        settle();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !ready.isEmpty() && !closed;
  }

  @Override
  public InputEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the watch has ended");
    }
    return ready.remove();
  }

  private void listen() throws InterruptedException {
    FolderEvents.Changes changes = events.await(LOOK_MILLIS);
    roots.forEach(this::look);
    if (changes.missed() || Instant.now().isAfter(lastScan.plus(RESCAN))) {
      known.keySet().removeIf(path -> !Files.exists(path));
      scanAll();
      return;
    }
    changes.removed().forEach(this::forget);
    changes.changed().forEach(change -> scan(change.root(), change.path()));
  }

  /** A card is taken out and put in again, and a network drive comes and goes. */
  private void look(Path root) {
    boolean there = Files.isDirectory(root);
    if (!there && gone.add(root)) {
      ready.add(
          new IgnoredInput(PathName.of(root), "the folder is gone; waiting for it", Kind.NOTE));
    } else if (there && gone.remove(root)) {
      ready.add(new IgnoredInput(PathName.of(root), "the folder is back", Kind.NOTE));
      scan(root, root);
    }
  }

  private void forget(Path removed) {
    if (known.remove(removed) == null && !PhotoFiles.hasPhotoExtension(removed.toString())) {
      known.keySet().removeIf(path -> path.startsWith(removed)); // it may have been a folder
    }
  }

  private void meet(InputEntry entry) {
    if (!(entry instanceof PhotoInput photo)) {
      if (first) {
        ready.add(entry);
      }
      return;
    }
    Path file = photo.file().orElseThrow();
    try {
      State state = State.of(file);
      boolean old = Instant.now().minus(SETTLING).toEpochMilli() > state.modifiedMillis();
      if (state.equals(known.get(file))) {
        arriving.remove(file);
      } else if (first && old) {
        handOn(photo, state);
      } else if (!arriving.containsKey(file) || !arriving.get(file).state().equals(state)) {
        arriving.put(file, new Arriving(photo, state, Instant.now()));
      }
    } catch (IOException e) {
      arriving.remove(file); // gone again
    }
  }

  private void handOn(PhotoInput photo, State state) {
    known.put(photo.file().orElseThrow(), state);
    ready.add(photo);
  }

  /** Looks again at what has arrived, and hands on what has stayed the same. */
  private void settle() {
    Instant now = Instant.now();
    for (Arriving one : List.copyOf(arriving.values())) {
      if (now.isBefore(one.since().plus(SETTLING))) {
        continue;
      }
      Path file = one.photo().file().orElseThrow();
      try {
        State state = State.of(file);
        if (state.equals(known.get(file))) {
          arriving.remove(file); // the program itself has changed it
        } else if (state.equals(one.state())) {
          arriving.remove(file);
          handOn(one.photo(), state);
        } else {
          arriving.put(file, new Arriving(one.photo(), state, now));
        }
      } catch (IOException e) {
        arriving.remove(file);
      }
    }
  }

  /** Says that the program itself is done with an image: how it is now is no news. */
  public void done(PhotoInput photo) {
    photo
        .file()
        .ifPresent(
            file ->
                known.computeIfPresent(
                    file,
                    (same, before) -> {
                      try {
                        return State.of(file);
                      } catch (IOException e) {
                        return null;
                      }
                    }));
  }

  /** Ends the walk. */
  @Override
  public void close() {
    closed = true;
    events.close();
  }
}
