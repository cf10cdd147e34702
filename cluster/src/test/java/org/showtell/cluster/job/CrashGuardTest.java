package org.showtell.cluster.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashGuardTest {
  @TempDir java.nio.file.Path folder;

  private CrashGuard attempt(int number) throws IOException {
    return new CrashGuard(new Path(folder.toString()), new Configuration(), 7, number);
  }

  @Test
  void thePhotoThatWasReadWhenTheProcessEndedIsLeftOut() throws IOException {
    CrashGuard first = attempt(0);
    first.begin("a.jpg");
    assertFalse(first.isOn(), "a first attempt writes nothing");

    CrashGuard second = attempt(1);
    second.begin("a.jpg");
    second.end();
    second.begin("b.jpg"); // and here the process ends

    CrashGuard third = attempt(2);
    assertTrue(third.isSuspect("b.jpg"));
    assertFalse(third.isSuspect("a.jpg"));
    third.begin("c.jpg"); // another one

    CrashGuard fourth = attempt(3);
    assertTrue(fourth.isSuspect("b.jpg") && fourth.isSuspect("c.jpg"));
  }

  @Test
  void anotherPartitionHasItsOwnNotes() throws IOException {
    attempt(1).begin("a.jpg");
    CrashGuard other = new CrashGuard(new Path(folder.toString()), new Configuration(), 8, 2);
    assertFalse(other.isSuspect("a.jpg"));
    assertEquals(MediaFile.Kind.PHOTO, MediaFile.of("file:/x/_MG_1.JPG", 1, 1).kind());
    assertEquals(MediaFile.Kind.ARCHIVE, MediaFile.of("s3a://b/000.tar", 1, 1).kind());
    assertEquals(MediaFile.Kind.VIDEO, MediaFile.of("hdfs://n/x.mp4", 1, 1).kind());
    assertEquals(MediaFile.Kind.OTHER, MediaFile.of("hdfs://n/x.txt", 1, 1).kind());
  }
}
