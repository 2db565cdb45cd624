package io.saoma;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.util.stream.Stream;

/** The packages of the server, by layer; {@code cli} and the launcher stand beside the root. */
final class Layers {
  static final String[] ROOT = named("app config");
  static final String[] ENDPOINTS =
      named(
          "admin authorize backchannel consent crossdevice device discovery event health"
              + " introspection login logout me miniprogram par portal registration revocation token"
              + " userinfo");
  static final String[] SERVICES =
      named("account audit client connector interaction issuance key session ticket");
  static final String[] ADAPTERS = named("jpa connector.*..");
  static final String[] FOUNDATION = named("oauth web");
  static final String[] CLI = named("cli");
  static final String[] LAUNCHER = named("launch..");

  private static final DescribedPredicate<JavaClass> SAOMA = resideInAPackage("io.saoma..");

  private Layers() {}

  static String[] named(String packages) {
    return Stream.of(packages.split(" ")).map(name -> "io.saoma." + name).toArray(String[]::new);
  }

  static String[] all(String[]... layers) {
    return Stream.of(layers).flatMap(Stream::of).toArray(String[]::new);
  }

  /** "Nobody but {@code packages} should": to be continued with what the others must not do. */
  static ClassesShould nobodyBut(String... packages) {
    return noClasses().that(resideOutsideOfPackages(packages)).should();
  }

  /** Of Saoma, {@code layer} knows nothing but what is {@code allowed}. */
  static ArchRule knowsOnly(String[] layer, String[]... allowed) {
    return noClasses()
        .that()
        .resideInAnyPackage(layer)
        .should()
        .dependOnClassesThat(SAOMA.and(resideOutsideOfPackages(all(allowed))));
  }
}
