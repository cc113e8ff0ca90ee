package org.duplexsync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
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

  @TestFactory
  Iterable<DynamicTest> eachPackageUsesOnlyWhatTheTableSays() {
    var classes =
        new com.tngtech.archunit.core.importer.ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("org.duplexsync");
    return MAY_USE.entrySet().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.getKey(),
                () ->
                    noClasses()
                        .that()
                        .resideInAPackage(BASE + row.getKey() + "..")
                        .should()
                        .dependOnClassesThat(ownOutside(row.getKey(), row.getValue()))
                        .allowEmptyShould(true)
                        .check(classes)))
        .toList();
  }

  private static DescribedPredicate<JavaClass> ownOutside(String self, Set<String> allowed) {
    return DescribedPredicate.describe(
        "are in packages of ours other than " + self + " and " + allowed,
        type -> {
          if (!type.getPackageName().startsWith(BASE)) {
            return false;
          }
          String top = type.getPackageName().substring(BASE.length()).split("\\.", 2)[0];
          return !top.equals(self) && !allowed.contains(top);
        });
  }

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(BASE + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CYCLES_WITHIN_THE_ENGINE =
      slices().matching(BASE + "(engine.live|engine)").should().beFreeOfCycles();

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
