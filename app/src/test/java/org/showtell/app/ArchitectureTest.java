package org.showtell.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Which world has which door: the rules of the architecture, over the main classes of all modules.
 * Tests and benchmarks may use Deeplearning4j as the reference to compare with.
 */
@AnalyzeClasses(packages = "org.showtell", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CLI = "org.showtell.app.cli..";
  private static final String SERVER = "org.showtell.app.server..";
  private static final String WEIGHTS = "org.showtell.encoder.weights..";

  /** Where main classes of this project may be; a new module is a new line here. */
  private static final String[] MODULES = {
    "org.showtell.encoder..",
    "org.showtell.attention..",
    "org.showtell.decoder..",
    "org.showtell.coco..",
    "org.showtell.app.."
  };

  @ArchTest
  static final ArchRule onlyTheCommandLineParsesArguments =
      onlyIn(List.of(CLI), "picocli..", "me.tongfei..");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
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
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheCommandLineEndsTheProgram =
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
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsTheEnvironment =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .because("what is set outside comes in through options")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule jsonIsReadAndWrittenByFew =
      onlyIn(
          List.of(
              "org.showtell.coco.json..",
              WEIGHTS,
              "org.showtell.app.model..",
              "org.showtell.app.output..",
              SERVER),
          "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule tensorsStayWhereTheArithmeticIs =
      onlyIn(
          List.of(
              "org.showtell.encoder..",
              "org.showtell.attention..",
              "org.showtell.decoder..",
              "org.showtell.app.training.."),
          "org.nd4j..");

  @ArchTest
  static final ArchRule deeplearning4jIsASourceOfWeights =
      onlyIn(List.of(WEIGHTS), "org.deeplearning4j..");

  @ArchTest
  static final ArchRule onnxRuntimeIsATeacher =
      onlyIn(List.of("org.showtell.encoder.training.teacher.."), "ai.onnxruntime..");

  @ArchTest
  static final ArchRule photosAreDecodedInOnePlace =
      onlyIn(List.of("org.showtell.encoder.image.."), "org.bytedeco.opencv..");

  @ArchTest
  static final ArchRule videosAreDecodedInOnePlace =
      onlyIn(
          List.of("org.showtell.encoder.video.."),
          "org.bytedeco.ffmpeg..",
          "org.bytedeco.javacv..");

  @ArchTest
  static final ArchRule httpIsServedInOnePlace =
      onlyIn(List.of(SERVER), "com.sun.net.httpserver..", "io.javalin..", "org.eclipse.jetty..");

  @ArchTest
  static final ArchRule theEncoderKnowsNoOtherModule = knowsOnly("org.showtell.encoder..");

  @ArchTest
  static final ArchRule attentionKnowsNoOtherModule = knowsOnly("org.showtell.attention..");

  @ArchTest static final ArchRule annotationsKnowNoOtherModule = knowsOnly("org.showtell.coco..");

  @ArchTest
  static final ArchRule theDecoderKnowsAttentionOnly =
      knowsOnly("org.showtell.decoder..", "org.showtell.attention..");

  @ArchTest
  static final ArchRule thePackagesOfTheProgramHaveADirection =
      slices().matching("org.showtell.app.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule allChanceHasASeed =
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
          .callMethod(java.util.Collections.class, "shuffle", List.class)
          .because("a run is repeated from its seed: pass a seeded generator in")
          .allowEmptyShould(true);

  /** Downloads are written once: resuming, checksums and messages when offline are not simple. */
  @ArchTest
  static void oneClassUsesTheNetwork(JavaClasses classes) {
    DescribedPredicate<JavaClass> network =
        JavaClass.Predicates.resideInAnyPackage("java.net.http..")
            .or(JavaClass.Predicates.assignableTo(java.net.URLConnection.class))
            .or(JavaClass.Predicates.assignableTo(java.net.Socket.class));
    Set<String> users = new TreeSet<>();
    for (JavaClass type : classes) {
      boolean served = type.getPackageName().startsWith("org.showtell.app.server");
      boolean uses =
          type.getDirectDependenciesFromSelf().stream()
              .anyMatch(dependency -> network.test(dependency.getTargetClass()));
      if (uses && !served) {
        users.add(type.getName().replaceFirst("\\$.*", ""));
      }
    }
    assertTrue(users.size() <= 1, "more than one class uses the network: " + users);
  }

  /** The rules hold of nothing if the classes are not found. */
  @ArchTest
  static void allModulesAreLookedAt(JavaClasses classes) {
    for (String module : MODULES) {
      String prefix = module.replace("..", "");
      assertTrue(
          classes.stream().anyMatch(type -> type.getPackageName().startsWith(prefix)),
          "no class of " + prefix + " was found");
    }
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
