package org.showtell.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PackageCyclesTest {
  @Test
  void packagesAreFreeOfCycles() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages("org.showtell.cluster");
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaPackage origin : classes.getPackage("org.showtell").getSubpackagesInTree()) {
      for (JavaPackage used : origin.getPackageDependenciesFromThisPackage()) {
        uses.computeIfAbsent(origin.getName(), name -> new TreeSet<>()).add(used.getName());
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
