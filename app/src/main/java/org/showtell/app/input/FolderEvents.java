package org.showtell.app.input;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the system says about changes in folders. Used by one thread, and closed by any. */
final class FolderEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderEvents.class);

  private final WatchService service;
  private final Map<WatchKey, Watched> folders = new HashMap<>();

  private record Watched(Path folder, Path root) {}

  /** A path that was created or changed, below a root. */
  record Change(Path path, Path root) {}

  /**
   * What has happened.
   *
   * @param missed whether there was more than the system could keep: everything has to be looked at
   */
  record Changes(Set<Change> changed, List<Path> removed, boolean missed) {}

  FolderEvents() throws IOException {
    service = FileSystems.getDefault().newWatchService();
  }

  /** Watches a folder, once more where it is watched; one that cannot be is walked now and then. */
  void watch(Path folder, Path root) {
    try {
      folders.put(
          folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE),
          new Watched(folder, root));
    } catch (IOException | ClosedWatchServiceException e) {
      LOG.debug("{} cannot be watched", folder, e);
    }
  }

  /** Waits for changes, but not longer than this. */
  Changes await(long millis) throws InterruptedException {
    Changes changes = new Changes(new LinkedHashSet<>(), new ArrayList<>(), false);
    boolean missed = false;
    try {
      for (WatchKey key = service.poll(millis, TimeUnit.MILLISECONDS);
          key != null;
          key = service.poll()) {
        missed |= collect(key, changes);
        if (!key.reset()) {
          folders.remove(key); // the folder is gone
        }
      }
    } catch (ClosedWatchServiceException e) {
      return changes;
    }
    return new Changes(changes.changed(), changes.removed(), missed);
  }

  private boolean collect(WatchKey key, Changes changes) {
    boolean missed = false;
    Watched watched = folders.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.kind() == OVERFLOW || watched == null) {
        missed = true;
      } else {
        Path path = watched.folder().resolve((Path) event.context());
        if (event.kind() == ENTRY_DELETE) {
          changes.removed().add(path);
        } else {
          changes.changed().add(new Change(path, watched.root()));
        }
      }
    }
    return missed;
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      LOG.debug("the watch cannot be closed", e);
    }
  }
}
