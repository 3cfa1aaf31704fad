package switchboard;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules on who may know whom. They keep the desk replayable and the rim replaceable. */
class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("switchboard");

  @Test
  void deskKnowsOnlyTheLanguageCollectionsAndTime() {
    classes()
        .that()
        .resideInAPackage("switchboard.desk..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "switchboard.desk..",
                "java.lang..",
                "java.util",
                "java.util.function",
                "java.util.regex",
                "java.util.stream",
                "java.time..",
                "org.jspecify.annotations"))
        .because("the desk does no I/O, so that a journal replays to the same state")
        .check(PRODUCT);
  }

  @Test
  void deskIsToldTheTimeAndNeverTossesACoin() {
    noClasses()
        .that()
        .resideInAPackage("switchboard.desk..")
        .should()
        .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, InstantSource.class, Thread.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Collections.class, "shuffle", List.class)
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, SplittableRandom.class)
        .orShould()
        .callMethod(ZoneId.class, "systemDefault")
        .orShould()
        .callMethod(Locale.class, "getDefault")
        .because("time, numbers and chance are arguments of a decision")
        .check(PRODUCT);
  }

  @Test
  void simulationKnowsOnlyTheDeskTheLanguageCollectionsAndTime() {
    classes()
        .that()
        .resideInAPackage("switchboard.simulation")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "switchboard.simulation",
                "switchboard.desk..",
                "java.lang..",
                "java.time",
                "java.util",
                "java.util.function",
                "java.util.stream",
                "org.jspecify.annotations"))
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("switchboard.simulation")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, Random.class, Clock.class, InstantSource.class)
        .orShould()
        .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .because("time is the workload's and chance comes from a seed, so that the same can be played again")
        .check(PRODUCT);
  }

  @Test
  void deskIteratesInAKnownOrder() {
    noClasses()
        .that()
        .resideInAPackage("switchboard.desk..")
        .should()
        .callMethodWhere(
            target(owner(type(Set.class).or(type(Map.class))))
                .and(target(nameMatching("of|copyOf|ofEntries"))))
        .orShould()
        .callConstructor(HashMap.class)
        .orShould()
        .callConstructor(HashSet.class)
        .orShould()
        .callMethod(Collectors.class, "toSet")
        .orShould()
        .callMethod(Collectors.class, "toUnmodifiableSet")
        .because("Set.of and Map.of iterate differently in each JVM, hashes of enums too")
        .check(PRODUCT);
  }

  @Test
  void featuresOfTheDeskDoNotKnowEachOther() {
    slices()
        .matching("switchboard.desk.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(resideInAPackage("switchboard.desk.supervision.."), alwaysTrue())
        .ignoreDependency(
            alwaysTrue(),
            resideInAnyPackage(
                "switchboard.desk.vocabulary..",
                "switchboard.desk.calendar..",
                "switchboard.desk.entitlement..",
                "switchboard.desk.intake.."))
        .because("the desk hands events from one to the other; supervision reads all")
        .check(PRODUCT);
  }

  @ParameterizedTest
  @CsvSource({
    "vocabulary,",
    "calendar, vocabulary",
    "intake, vocabulary calendar",
    "entitlement, vocabulary calendar intake",
  })
  void whatAllFeaturesKnowKnowsNoFeature(String part, String known) {
    onlyImports("switchboard.desk." + part, "switchboard.desk", known);
  }

  @Test
  void featuresDoNotKnowTheDeskThatTiesThem() {
    noClasses()
        .that()
        .resideInAPackage("switchboard.desk.*..")
        .and()
        .resideOutsideOfPackage("switchboard.desk.supervision..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("switchboard.desk")
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void onlyOutboundKnowsMail() {
    noClasses()
        .that()
        .resideOutsideOfPackage("switchboard.outbound")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..")
        .check(PRODUCT);
  }

  @Test
  void onlyTracingKnowsOpenTelemetry() {
    noClasses()
        .that()
        .resideOutsideOfPackage("switchboard.tracing")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(PRODUCT);
  }

  /** A package, and those of ours that it may import; config and the programs are free. */
  @ParameterizedTest
  @CsvSource({
    "desk,",
    "tracing,",
    "runtime,   desk tracing",
    "past,      desk runtime",
    "postgres,  desk runtime identity whatif",
    "nats,      desk runtime",
    "outbound,  desk runtime",
    "identity,  desk runtime protocol",
    "gateway,   desk runtime protocol identity tracing",
    "http,      desk runtime protocol identity simulation whatif",
    "whatif,    desk runtime protocol simulation",
    "simulation, desk",
    "client,    protocol",
  })
  void packageImportsOnly(String importer, String imported) {
    onlyImports("switchboard." + importer, "switchboard", imported);
  }

  @Test
  void onlyTheDemoAndTheBenchmarksAreClients() {
    noClasses()
        .that()
        .resideInAnyPackage("switchboard..")
        .and()
        .resideOutsideOfPackages("switchboard.client..", "switchboard.demo..", "switchboard.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("switchboard.client..")
        .because("the server serves, and calls nobody")
        .check(PRODUCT);
  }

  @Test
  void nobodyKnowsTheCompositionRoot() {
    noClasses()
        .that()
        .resideInAPackage("switchboard.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("switchboard")
        .check(PRODUCT);
  }

  @Test
  void everyPackageSaysWhatMayBeNull() {
    classes()
        .should(
            new ArchCondition<>("be in a package that is @NullMarked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                String sentence = type.getFullName() + " is in a package that is not @NullMarked";
                events.add(new SimpleConditionEvent(type, marked, sentence));
              }
            })
        .check(PRODUCT);
  }

  @ParameterizedTest
  @CsvSource({"Manager", "Helper", "Util", "Utils", "Task", "Data", "Info"})
  void noTypeIsNamedAfterNothing(String emptyWord) {
    noClasses().should().haveSimpleNameEndingWith(emptyWord).check(PRODUCT);
  }

  /** Of all packages under `root`, `importer` imports itself and each allowed `root.x` only. */
  private static void onlyImports(String importer, String root, String allowed) {
    String[] known =
        Stream.concat(
                Stream.of(importer),
                Stream.ofNullable(allowed)
                    .flatMap(names -> Stream.of(names.split(" ")))
                    .map(name -> root + "." + name))
            .map(name -> name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(importer + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + "..")
                .and(resideOutsideOfPackages(known)))
        .allowEmptyShould(true)
        .check(PRODUCT);
  }
}
