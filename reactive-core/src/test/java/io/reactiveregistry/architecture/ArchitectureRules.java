package io.reactiveregistry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules, for any root package, so that they can be tried on code that breaks them. */
final class ArchitectureRules {

  /** The methods that may wait, and that say so in their Javadoc. */
  private static final Set<String> MAY_BLOCK = Set.of("close", "open");

  private static final String[] PUBLIC_IN_LMDB = {
    "LmdbRegistry",
    "LmdbRegistryBuilder",
    "Durability",
    "StorageInfo",
    "BackupReport",
    "BackupProgress",
    "Phase",
    "Maintenance",
    "MaintenanceProgress",
    "CheckReport",
    "RepairReport",
    "SalvageReport",
    "Problems",
    "Problem",
    "Kind",
    "LmdbBlockHoundIntegration"
  };

  private final String root;

  ArchitectureRules(String root) {
    this.root = root;
  }

  ArchRule theContractKnowsOnlyErrors() {
    return arrows("", "error");
  }

  ArchRule errorsKnowNothingOfOurs() {
    return arrows("error");
  }

  ArchRule theCodecKnowsTheContract() {
    return arrows("codec", "", "error");
  }

  ArchRule theDataFileKnowsNothingOfOurs() {
    return arrows("datafile");
  }

  ArchRule metricsKnowNothingOfOurs() {
    return arrows("metrics");
  }

  ArchRule theEngineKnowsTheContractTheCodecTheDataFileAndMetrics() {
    return arrows("lmdb", "", "error", "codec", "datafile", "metrics");
  }

  ArchRule theVaultKnowsTheContractOnly() {
    return arrows("vault", "", "error");
  }

  ArchRule migrationKnowsTheContractOnly() {
    return arrows("migration", "", "error");
  }

  ArchRule packagesAreFreeOfCycles() {
    return slices().assignedFrom(new PackageSlices(root)).should().beFreeOfCycles();
  }

  ArchRule onlyTheEngineKnowsLmdb() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(name("lmdb"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.lmdbjava..", "jnr..")
        .allowEmptyShould(true);
  }

  ArchRule onlyTheCodecKnowsMessagePack() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(name("codec"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.msgpack..")
        .allowEmptyShould(true);
  }

  ArchRule onlyTheContractComparesTexts() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(name(""))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.github.difflib..")
        .allowEmptyShould(true);
  }

  ArchRule onlyTheVaultKnowsCaffeine() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(name("vault"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.github.benmanes..")
        .allowEmptyShould(true);
  }

  ArchRule theEngineShowsOnlyWhatIsNamed() {
    return classes()
        .that()
        .resideInAPackage(name("lmdb"))
        .and(describe("are visible outside", ArchitectureRules::isVisible))
        .should()
        .haveNameMatching(".*[.$](" + String.join("|", PUBLIC_IN_LMDB) + ")")
        .allowEmptyShould(true);
  }

  ArchRule everyPackageIsNullMarked() {
    return classes()
        .should()
        .beAssignableTo(
            describe(
                "a class of a package annotated with @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class)))
        .allowEmptyShould(true);
  }

  ArchRule nothingIsPrinted() {
    return NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);
  }

  ArchRule noStackTraceIsPrinted() {
    return noClasses()
        .should()
        .callMethodWhere(
            calls(
                "Throwable.printStackTrace",
                call ->
                    call.getTargetOwner().isAssignableTo(Throwable.class)
                        && call.getName().equals("printStackTrace")))
        .allowEmptyShould(true);
  }

  ArchRule nobodySleeps() {
    return noClasses()
        .should()
        .callMethodWhere(
            calls(
                "Thread.sleep",
                call ->
                    call.getTargetOwner().isAssignableTo(Thread.class)
                        && call.getName().equals("sleep")))
        .allowEmptyShould(true);
  }

  ArchRule onlyOpeningAndClosingWait() {
    return noClasses()
        .should()
        .callMethodWhere(
            calls(
                "block* outside of " + MAY_BLOCK,
                call -> isBlocking(call) && !MAY_BLOCK.contains(call.getOrigin().getName())))
        .allowEmptyShould(true);
  }

  /** A public class inside a hidden one is hidden. */
  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureRules::isVisible).orElse(true);
  }

  private static boolean isBlocking(JavaMethodCall call) {
    return (call.getTargetOwner().isAssignableTo(Mono.class)
            || call.getTargetOwner().isAssignableTo(Flux.class))
        && (call.getName().startsWith("block")
            || call.getName().equals("toIterable")
            || call.getName().equals("toStream"));
  }

  /** What lies in one package may depend on our own code in the given ones only. */
  private ArchRule arrows(String from, String... to) {
    DescribedPredicate<JavaClass> ours = resideInAPackage(root + "..");
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage(Arrays.stream(to).map(this::name).toArray(String[]::new))
            .or(resideInAPackage(name(from)));
    return noClasses()
        .that()
        .resideInAPackage(name(from))
        .should()
        .dependOnClassesThat(ours.and(DescribedPredicate.not(allowed)))
        .allowEmptyShould(true);
  }

  private String name(String part) {
    return part.isEmpty() ? root : root + "." + part;
  }

  private static DescribedPredicate<JavaMethodCall> calls(
      String description, Predicate<JavaMethodCall> predicate) {
    return describe(description, predicate);
  }

  /** Every package under the root is a slice of its own, the root as well. */
  private record PackageSlices(String root) implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return name.equals(root) || name.startsWith(root + ".")
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "the packages of " + root;
    }
  }
}
