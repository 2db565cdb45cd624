package io.saoma;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.saoma.Layers.ADAPTERS;
import static io.saoma.Layers.CLI;
import static io.saoma.Layers.ENDPOINTS;
import static io.saoma.Layers.FOUNDATION;
import static io.saoma.Layers.LAUNCHER;
import static io.saoma.Layers.ROOT;
import static io.saoma.Layers.SERVICES;
import static io.saoma.Layers.all;
import static io.saoma.Layers.knowsOnly;
import static io.saoma.Layers.nobodyBut;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.util.List;

/** Who may know whom. A rule is changed with a decision record, and never ignored. */
@AnalyzeClasses(packages = "io.saoma", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule everyPackageHasAPlace =
      classes()
          .should()
          .resideInAnyPackage(all(ROOT, ENDPOINTS, SERVICES, ADAPTERS, FOUNDATION, CLI, LAUNCHER))
          .because("things are found by their endpoint or their noun: a new one is a decision");

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("io.saoma.(**)")
          .should()
          .beFreeOfCycles()
          .because("of two packages that need each other neither can be understood alone");

  @ArchTest
  static final ArchRule foundationKnowsNothingAboveIt =
      knowsOnly(FOUNDATION, FOUNDATION)
          .because("protocol words and guards of pages hold whoever uses them");

  @ArchTest
  static final ArchRule servicesKnowServicesAndFoundation =
      knowsOnly(SERVICES, SERVICES, FOUNDATION)
          .because("a rule of signing in must not depend on the page or store it is used with");

  @ArchTest
  static final ArchRule endpointsKnowServicesAndFoundation =
      knowsOnly(ENDPOINTS, ENDPOINTS, SERVICES, FOUNDATION)
          .because("only the composition root knows which store and which upstream there is");

  @ArchTest
  static final ArchRule adaptersKnowServicesAndFoundation =
      knowsOnly(ADAPTERS, ADAPTERS, SERVICES, FOUNDATION)
          .because("a store or an upstream serves the services and is told nothing more");

  @ArchTest
  static final ArchRule noEndpointKnowsAnother =
      slices()
          .assignedFrom(new EndpointOfClass())
          .should()
          .notDependOnEachOther()
          .because("a sideways import is the sign that a noun is missing below");

  @ArchTest
  static final ArchRule onlyTheRootKnowsTheAdapters =
      noClasses()
          .that(resideOutsideOfPackages(all(ADAPTERS, ROOT)))
          .should()
          .dependOnClassesThat(resideInAnyPackage(ADAPTERS))
          .because("another store or upstream touches the composition root and nothing else");

  @ArchTest
  static final ArchRule settingsLiveWithWhatTheySet =
      noClasses()
          .that()
          .resideInAPackage("io.saoma.config")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(ADAPTERS).and(not(simpleNameEndingWith("Settings"))))
          .because("reading a setting of the database is no reason to know the database");

  @ArchTest
  static final ArchRule servicesKnowNeitherHttpNorSql =
      noClasses()
          .that()
          .resideInAnyPackage(SERVICES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.servlet..", "jakarta.ws.rs..", "jakarta.persistence..")
          .because("what signing in is must be testable without a container");

  @ArchTest
  static final ArchRule onlyJpaKnowsTheDatabase =
      nobodyBut("io.saoma.jpa")
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.persistence..",
              "org.eclipse.persistence..",
              "org.flywaydb..",
              "org.h2..",
              "org.postgresql..",
              "com.zaxxer..")
          .because("what is single-use is spent by one statement, and here are all statements");

  @ArchTest
  static final ArchRule onlyJpaSpeaksSql =
      noClasses()
          .that(resideOutsideOfPackages("io.saoma.jpa"))
          .and()
          // It takes its drivers away when the web application ends.
          .doNotHaveFullyQualifiedName("io.saoma.app.SaomaListener")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..")
          .because("a statement elsewhere is not seen by who judges what is spent once");

  @ArchTest
  static final ArchRule onlyTheRootKnowsJersey =
      nobodyBut("io.saoma.app")
          .dependOnClassesThat()
          .resideInAnyPackage("org.glassfish..")
          .because("resources are plain Jakarta REST: their implementation can be replaced");

  @ArchTest
  static final ArchRule onlyConnectorsCallOut =
      nobodyBut("io.saoma.connector..")
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..")
          .because("a request whose target others choose needs a client that refuses targets");

  @ArchTest
  static final ArchRule onlyTheLaunchersServerKnowsJetty =
      nobodyBut("io.saoma.launch.jetty")
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty..")
          .because("the same WAR runs in containers that have no Jetty");

  @ArchTest
  static final ArchRule nobodyKnowsTheLauncher =
      nobodyBut(LAUNCHER)
          .dependOnClassesThat()
          .resideInAnyPackage(LAUNCHER)
          .because("in another container it is not there");

  @ArchTest
  static final ArchRule theLauncherKnowsNobody =
      knowsOnly(LAUNCHER, LAUNCHER)
          .because("it stands at the root of the WAR, where no class of the server is");

  @ArchTest
  static final ArchRule whatTheWarLacksIsNotUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.google..", "org.apache..", "org.pac4j..", "org.springframework..")
          .because("the sandbox and the demo bring these: saoma.war does not");

  /** They are not on the test class path: tests, like browsers, see them over HTTP only. */
  @ArchTest
  static void theSandboxAndTheDemoKnowNothingOfTheServer(JavaClasses server) {
    var standIns = new ClassFileImporter().importPath(Path.of("target/sandbox-classes"));
    noClasses()
        .should()
        .dependOnClassesThat(describe("are the server's", other -> server.contain(other.getName())))
        .because("they stand in for others, who see no class of the server")
        .check(standIns);
  }

  private static final class EndpointOfClass implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      var name = javaClass.getPackageName();
      return List.of(ENDPOINTS).contains(name)
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "endpoints";
    }
  }
}
