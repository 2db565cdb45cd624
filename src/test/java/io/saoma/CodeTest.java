package io.saoma;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.saoma.Layers.ENDPOINTS;
import static io.saoma.Layers.nobodyBut;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.saoma.oauth.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** What no class does. A rule is changed with a decision record, and never ignored. */
@AnalyzeClasses(packages = "io.saoma", importOptions = ImportOption.DoNotIncludeTests.class)
final class CodeTest {
  /** Without nanoTime: it measures how long a call took, and knows no time of day. */
  private static final Set<String> CLOCK =
      Set.of("now", "currentTimeMillis", "system", "systemUTC", "systemDefaultZone");

  private static final Pattern PATH = Pattern.compile("\\{@code [^}]*/[a-z.{]");

  @ArchTest
  static final ArchRule timeIsGiven =
      noClasses()
          .that(resideOutsideOfPackages("io.saoma.app", "io.saoma.config", "io.saoma.launch"))
          .and()
          // It runs inside H2 and is that database's clock.
          .doNotHaveFullyQualifiedName("io.saoma.jpa.H2Clock")
          .should()
          .callMethodWhere(call("reads a clock", CodeTest::readsAClock))
          .because("a deadline is tested with a clock that the test moves");

  @ArchTest
  static void q04_randomnessHasOneSource(JavaClasses classes) {
    var guessable =
        JavaClass.Predicates.assignableTo(RandomGenerator.class)
            .and(not(JavaClass.Predicates.equivalentTo(SecureRandom.class)));
    noClasses()
        .should()
        .dependOnClassesThat(guessable)
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .because("what was drawn from these before tells what is drawn next, or holds less bits")
        .check(classes);
    noClasses()
        .that()
        .areNotAssignableTo(Secrets.class)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(SecureRandom.class)
        .because("whether a secret can be guessed is seen in one class")
        .check(classes);
  }

  @ArchTest
  static final ArchRule theEnvironmentIsReadAtTheRoot =
      nobodyBut("io.saoma.app", "io.saoma.config")
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .because("a setting read elsewhere is neither checked at start nor documented");

  @ArchTest
  static final ArchRule nothingIsPrinted =
      nobodyBut("io.saoma.launch", "io.saoma.cli")
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("what is printed passes by the rules of what a log may hold");

  @ArchTest
  static final ArchRule fieldsAreFinal =
      fields()
          .that(are(declaredOutside("io.saoma.jpa")))
          .should()
          .beFinal()
          .because("objects are shared by all requests: only rows change");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .should(
              new PackageCondition(
                  "be in a @NullMarked package",
                  item -> item.getPackage().isAnnotatedWith(NullMarked.class)))
          .because("elsewhere NullAway believes what it is told");

  @ArchTest
  static final ArchRule everyEndpointNamesItsUrls =
      classes()
          .that()
          .resideInAnyPackage(ENDPOINTS)
          .should(
              new PackageCondition(
                  "be in a package whose note names its paths",
                  item -> PATH.matcher(noteOf(item)).find()))
          .because("who sees a request in a log looks for its path");

  private static boolean readsAClock(JavaMethodCall call) {
    var owner = call.getTargetOwner().getFullName();
    return CLOCK.contains(call.getName())
        && (owner.startsWith("java.time.") || owner.equals("java.lang.System"));
  }

  private static DescribedPredicate<JavaMethodCall> call(
      String description, Predicate<JavaMethodCall> predicate) {
    return DescribedPredicate.describe(description, predicate);
  }

  private static DescribedPredicate<JavaField> declaredOutside(String packageName) {
    return DescribedPredicate.describe(
        "declared outside of " + packageName,
        field -> resideOutsideOfPackages(packageName).test(field.getOwner()));
  }

  private static String noteOf(JavaClass item) {
    var path = item.getPackageName().replace('.', '/');
    try {
      return Files.readString(Path.of("src/main/java", path, "package-info.java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class PackageCondition extends ArchCondition<JavaClass> {
    private final Predicate<JavaClass> predicate;

    PackageCondition(String description, Predicate<JavaClass> predicate) {
      super(description);
      this.predicate = predicate;
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
      events.add(
          new SimpleConditionEvent(
              item, predicate.test(item), item.getName() + ": " + item.getPackageName()));
    }
  }
}
