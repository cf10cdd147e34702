package org.showtell.app.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.testing.Slow;

/** Slower than other tests: a photo counts as complete when it was the same for a second. */
class FolderWatchTest {
  private static final long SECONDS = 20;

  @TempDir Path folder;
  private final BlockingQueue<PhotoInput> found = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
  private FolderWatch watch;
  private Thread walker;

  @BeforeEach
  void watch() throws IOException {
    Files.setLastModifiedTime(
        write("there.jpg", "dog"), FileTime.from(Instant.now().minusSeconds(60)));
    write("notes.txt", "no photo");
    watch = new FolderWatch(List.of(folder), true, InputSelection.ALL);
    walker =
        new Thread(
            () -> {
              while (watch.hasNext()) {
                InputEntry entry = watch.next();
                if (entry instanceof PhotoInput photo) {
                  found.add(photo);
                } else if (entry instanceof IgnoredInput ignored
                    && ignored.path().equals(folder.toString())) {
                  notes.add(ignored.reason());
                }
              }
            });
    walker.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    watch.close();
    walker.join(TimeUnit.SECONDS.toMillis(SECONDS));
    assertFalse(walker.isAlive(), "closing ends the walk");
  }

  @Test
  void handsOnWhatIsThereAndWhatArrivesOnce() throws Exception {
    assertEquals("there.jpg", next());
    write("new/deep/a.jpg", "cat");
    Path moved = Files.createTempDirectory("elsewhere").resolve("b.jpg");
    Files.writeString(moved, "cow");
    Files.move(moved, folder.resolve("b.jpg"));
    write("gone.jpg", "ant");
    Files.delete(folder.resolve("gone.jpg"));
    write(".hidden.jpg", "elk");
    assertEquals(Set.of("new/deep/a.jpg", "b.jpg"), new TreeSet<>(next(2)));
    Files.move(folder.resolve("new"), folder.resolve("renamed"));
    assertEquals("renamed/deep/a.jpg", next());
    write("renamed/deep/c.jpg", "pig");
    assertEquals("renamed/deep/c.jpg", next());
    nothingMore();
  }

  @Test
  @Slow
  void aPhotoThatIsBeingCopiedWaitsAndOneThatChangesComesAgain() throws Exception {
    assertEquals("there.jpg", next());
    for (int i = 0; i < 6; i++) {
      Files.writeString(
          folder.resolve("slow.jpg"), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      Thread.sleep(300);
      assertNull(found.peek(), "handed on while it grows");
    }
    PhotoInput slow = found.poll(SECONDS, TimeUnit.SECONDS);
    assertEquals("xxxxxx", new String(slow.content().read(), UTF_8));
    Files.writeString(folder.resolve("slow.jpg"), "changed by the program");
    watch.done(slow);
    nothingMore();
    Files.writeString(folder.resolve("slow.jpg"), "changed by another");
    assertEquals("slow.jpg", next());
    Files.delete(folder.resolve("slow.jpg"));
    write("slow.jpg", "xxxxxx");
    assertEquals("slow.jpg", next());
  }

  @Test
  void saysThatTheFolderIsGoneAndGoesOnWhenItIsBack() throws Exception {
    assertEquals("there.jpg", next());
    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);
    assertEquals("the folder is gone; waiting for it", notes.poll(SECONDS, TimeUnit.SECONDS));
    Files.writeString(away.resolve("late.jpg"), "hen");
    Files.move(away, folder);
    assertEquals("the folder is back", notes.poll(SECONDS, TimeUnit.SECONDS));
    List<String> all = new ArrayList<>(List.of(next()));
    while (!all.contains("late.jpg")) {
      all.add(next());
    }
  }

  private void nothingMore() throws InterruptedException {
    assertNull(found.poll(2500, TimeUnit.MILLISECONDS));
  }

  private String next() throws InterruptedException {
    return next(1).get(0);
  }

  private List<String> next(int count) throws InterruptedException {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PhotoInput photo = found.poll(SECONDS, TimeUnit.SECONDS);
      assertTrue(photo != null, "nothing came after " + paths);
      paths.add(photo.relative().toString());
    }
    return paths;
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
