package org.showtell.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The test of a module that its packages form no cycle; each module has a class that extends it.
 */
public abstract class PackageCycles {
  @Test
  void packagesAreFreeOfCycles() {
    // Other people's classes matter by their names only: those need not be read.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    assertNone(new ClassFileImporter().importPath(Path.of("target/classes")));
  }

  /** Fails where packages of {@code org.showtell} use each other in a circle. */
  public static void assertNone(JavaClasses classes) {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass origin : classes) {
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        String used = dependency.getTargetClass().getPackageName();
        if (used.startsWith("org.showtell") && !used.equals(origin.getPackageName())) {
          uses.computeIfAbsent(origin.getPackageName(), name -> new TreeSet<>()).add(used);
        }
      }
    }
    assertFalse(uses.isEmpty(), "packages were found");
    // A package that uses no other is in no cycle: taken away again and again, none may stay.
    for (boolean smaller = true; smaller; ) {
      uses.values().forEach(used -> used.retainAll(uses.keySet()));
      smaller = uses.values().removeIf(Set::isEmpty);
    }
    assertEquals(Map.of(), uses, "packages that use each other in a circle");
  }
}
