package org.duplexsync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The package table of docs/architecture.md: what a package may use. Anything else is a build
 * failure.
 */
@AnalyzeClasses(packages = "org.duplexsync", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "org.duplexsync.";

  private static final Map<String, Set<String>> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("model", Set.of()),
              Map.entry("filter", Set.of("model")),
              Map.entry("reconcile", Set.of("model", "filter")),
              Map.entry("diff", Set.of("model")),
              Map.entry("job", Set.of("model", "filter")),
              Map.entry("lsyncd", Set.of("model", "filter", "job")),
              Map.entry("store", Set.of("model")),
              Map.entry("host", Set.of("model", "filter")),
              Map.entry("review", Set.of("model", "reconcile", "store")),
              Map.entry("commit", Set.of("model", "host", "review", "store", "reconcile")),
              Map.entry(
                  "engine",
                  Set.of("model", "filter", "reconcile", "store", "host", "review", "commit")),
              Map.entry("control", Set.of("model", "engine", "review")),
              Map.entry("headless", Set.of("model", "job", "control")),
              Map.entry(
                  "cli", Set.of("model", "job", "lsyncd", "filter", "diff", "control", "headless")),
              Map.entry("ui", Set.of("model", "job", "lsyncd", "filter", "diff", "control")),
              Map.entry("demo", Set.of("model", "job"))));

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("org.duplexsync");

  @TestFactory
  Iterable<DynamicTest> eachPackageUsesOnlyWhatTheTableSays() {
    return rows("", MAY_USE);
  }

  private static List<DynamicTest> rows(String within, Map<String, Set<String>> table) {
    return table.entrySet().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                within + row.getKey(), () -> uses(within, row.getKey(), row.getValue())))
        .toList();
  }

  private static void uses(String within, String self, Set<String> allowed) {
    noClasses()
        .that()
        .resideInAPackage(BASE + within + self + "..")
        .should()
        .dependOnClassesThat(ownOutside(BASE + within, self, allowed))
        .allowEmptyShould(true)
        .check(OURS);
  }

  /** A type that stands in the package itself, such as the engine's front, is outside too. */
  private static DescribedPredicate<JavaClass> ownOutside(
      String within, String self, Set<String> allowed) {
    return DescribedPredicate.describe(
        "are in packages of ours other than " + self + " and " + allowed,
        type -> {
          if (!(type.getPackageName() + ".").startsWith(within)) {
            return false;
          }
          String rest = type.getPackageName().substring(within.length() - 1);
          String part = rest.isEmpty() ? "" : rest.substring(1).split("\\.", 2)[0];
          return !part.equals(self) && !allowed.contains(part);
        });
  }

  /** Within the engine; its own front and live mode's I/O may use all of them. */
  private static final Map<String, Set<String>> MAY_USE_IN_THE_ENGINE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("live", Set.of()),
              Map.entry("pair", Set.of("live")),
              Map.entry("checking", Set.of("pair")),
              Map.entry("listing", Set.of("pair", "live")),
              Map.entry("committing", Set.of("pair", "live")),
              Map.entry("preparing", Set.of("pair", "listing", "committing")),
              Map.entry("planning", Set.of("pair", "live", "listing", "committing", "preparing"))));

  @TestFactory
  Iterable<DynamicTest> eachPartOfTheEngineUsesOnlyWhatTheTableSays() {
    return rows("engine.", MAY_USE_IN_THE_ENGINE);
  }

  @TestFactory
  List<DynamicTest> eachPartOfTheEngineIsInTheTable() {
    return OURS.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(BASE + "engine."))
        .map(name -> name.substring((BASE + "engine.").length()))
        .distinct()
        .map(name ->
            DynamicTest.dynamicTest(
                name, () -> assertTrue(MAY_USE_IN_THE_ENGINE.containsKey(name), name)))
        .toList();
  }

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(BASE + "(*)..").should().beFreeOfCycles();

  /** What commits without asking for an approval is live mode's alone. */
  @ArchTest
  static final ArchRule ONLY_THE_ENGINE_COMMITS =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "engine..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "commit",
                  type ->
                      type.getPackageName().equals(BASE + "engine.committing")
                          && !type.getSimpleName().equals("CommitEnd")));

  @ArchTest
  static final ArchRule JAVAFX_ONLY_IN_UI =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "ui..", BASE + "app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "org.controlsfx..");

  @ArchTest
  static final ArchRule SYSTEM_OUT_ONLY_IN_CLI =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "cli..", BASE + "app..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
