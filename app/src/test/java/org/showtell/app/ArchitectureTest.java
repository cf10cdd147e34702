package org.showtell.app;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.io.File.separatorChar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.showtell.testing.PackageCycles;

/**
 * Which world has which door: the rules of the architecture, over the main classes of all modules.
 * Tests and benchmarks may use Deeplearning4j as the reference to compare with.
 */
class ArchitectureTest {
  private static final String CLI = "org.showtell.app.cli..";
  private static final String SERVER = "org.showtell.app.server..";
  private static final String WEIGHTS = "org.showtell.encoder.weights..";

  /** Where main classes of this project may be; a new module is a new line here. */
  private static final String[] MODULES = {
    "org.showtell.nn..",
    "org.showtell.encoder..",
    "org.showtell.attention..",
    "org.showtell.decoder..",
    "org.showtell.dataset..",
    "org.showtell.metric..",
    "org.showtell.app.."
  };

  private static final JavaClasses CLASSES = mainClasses();

  // What the rules ask of other people's classes is their names: those need not be read.
  private static JavaClasses mainClasses() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("org.showtell");
  }

  @Test
  void onlyTheCommandLineParsesArguments() {
    check(onlyIn(List.of(CLI), "picocli..", "me.tongfei.."));
  }

  @Test
  void onlyTheCommandLinePrints() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .because("data goes to stdout and messages to stderr, which the command line knows")
            .allowEmptyShould(true));
  }

  @Test
  void onlyTheCommandLineEndsTheProgram() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .because("exit codes are the command line's")
            .allowEmptyShould(true));
  }

  @Test
  void onlyTheCommandLineKnowsTheEnvironment() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("what is set outside comes in through options")
            .allowEmptyShould(true));
  }

  @Test
  void jsonIsReadAndWrittenByFew() {
    check(
        onlyIn(
            List.of(
                "org.showtell.dataset.json..",
                WEIGHTS,
                "org.showtell.app.bundle..",
                "org.showtell.app.output..",
                SERVER),
            "com.fasterxml.jackson.."));
  }

  @Test
  void tensorsStayWhereTheArithmeticIs() {
    check(
        onlyIn(
            List.of(
                "org.showtell.nn..",
                "org.showtell.encoder..",
                "org.showtell.attention..",
                "org.showtell.decoder..",
                "org.showtell.app.training.."),
            "org.nd4j.."));
  }

  @Test
  void deeplearning4jIsASourceOfWeights() {
    check(onlyIn(List.of(WEIGHTS), "org.deeplearning4j..", "io.jhdf.."));
  }

  @Test
  void photosAreDecodedInOnePlace() {
    check(onlyIn(List.of("org.showtell.encoder.image.."), "org.bytedeco.opencv.."));
    check(
        onlyIn(
            List.of(
                "org.showtell.nn.engine..",
                "org.showtell.nn.tensor..",
                "org.showtell.encoder.network.."),
            "org.bytedeco.dnnl.."));
  }

  @Test
  void videosAreDecodedInOnePlace() {
    check(
        onlyIn(
            List.of("org.showtell.encoder.video.."),
            "org.bytedeco.ffmpeg..",
            "org.bytedeco.javacv.."));
  }

  @Test
  void wordNetIsForTheScoresForQuestionsFromCaptionsAndForKeywords() {
    check(
        onlyIn(
            List.of(
                "org.showtell.metric..",
                "org.showtell.dataset.questions..",
                "org.showtell.dataset.keywords.."),
            "net.sf.extjwnl.."));
  }

  @Test
  void stemsAreForTheScores() {
    check(onlyIn(List.of("org.showtell.metric.."), "org.tartarus.."));
  }

  @Test
  void httpIsServedInOnePlace() {
    check(
        onlyIn(List.of(SERVER), "com.sun.net.httpserver..", "io.javalin..", "org.eclipse.jetty.."));
  }

  @Test
  void theEncoderKnowsOnlyNn() {
    check(knowsOnly("org.showtell.encoder..", "org.showtell.nn.."));
  }

  @Test
  void nnKnowsNoOtherModule() {
    check(knowsOnly("org.showtell.nn.."));
  }

  @Test
  void attentionKnowsOnlyNn() {
    check(knowsOnly("org.showtell.attention..", "org.showtell.nn.."));
  }

  @Test
  void datasetsAndMetricsKnowNoOtherModule() {
    check(knowsOnly("org.showtell.dataset..", "org.showtell.metric.."));
    check(knowsOnly("org.showtell.metric..", "org.showtell.dataset.."));
  }

  @Test
  void theDecoderKnowsAttentionOnly() {
    check(knowsOnly("org.showtell.decoder..", "org.showtell.attention..", "org.showtell.nn.."));
  }

  @Test
  void packagesAreFreeOfCycles() {
    PackageCycles.assertNone(CLASSES);
  }

  /** A package is a room: a stranger reads all names on its door. */
  @Test
  void noPackageHasMoreThanTwentySixFiles() throws IOException {
    Map<Path, Long> files;
    try (Stream<Path> sources = Files.walk(Path.of(".."))) {
      files =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .filter(
                  file -> file.toString().contains("/src/main/java/".replace('/', separatorChar)))
              .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
    }
    assertTrue(files.size() > MODULES.length, "packages were found: " + files.size());
    files.values().removeIf(count -> count <= 26);
    assertEquals(Map.of(), files, "packages with more than 26 files");
  }

  @Test
  void allChanceHasASeed() {
    check(
        noClasses()
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callConstructor(SplittableRandom.class)
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(Collections.class, "shuffle", List.class)
            .because("a run is repeated from its seed: pass a seeded generator in")
            .allowEmptyShould(true));
  }

  /** Downloads are written once: resuming, checksums and messages when offline are not simple. */
  @Test
  void oneClassUsesTheNetwork() {
    DescribedPredicate<JavaClass> network =
        JavaClass.Predicates.resideInAnyPackage("java.net.http..", "javax.net..")
            .or(nameMatching("java\\.net\\.\\w*(URLConnection|Socket)"));
    Set<String> users = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      boolean served = type.getPackageName().startsWith("org.showtell.app.server");
      boolean uses =
          type.getDirectDependenciesFromSelf().stream()
              .anyMatch(dependency -> network.test(dependency.getTargetClass()));
      if (uses && !served) {
        users.add(type.getName().replaceFirst("\\$.*", ""));
      }
    }
    assertEquals(
        Set.of("org.showtell.encoder.download.HttpFetch"),
        users,
        "the network is used by one class; others fetch files through Download");
  }

  /** The rules hold of nothing if the classes are not found. */
  @Test
  void allModulesAreLookedAt() {
    for (String module : MODULES) {
      String prefix = module.replace("..", "");
      assertTrue(
          CLASSES.stream().anyMatch(type -> type.getPackageName().startsWith(prefix)),
          "no class of " + prefix + " was found");
    }
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  private static ArchRule onlyIn(List<String> doors, String... worlds) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(doors.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(worlds)
        .because("the door to " + String.join(", ", worlds) + " is " + String.join(", ", doors))
        .allowEmptyShould(true);
  }

  private static ArchRule knowsOnly(String module, String... others) {
    List<String> allowed = Stream.concat(Stream.of(module), Stream.of(others)).toList();
    String[] forbidden =
        Stream.of(MODULES).filter(other -> !allowed.contains(other)).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .allowEmptyShould(true);
  }
}
