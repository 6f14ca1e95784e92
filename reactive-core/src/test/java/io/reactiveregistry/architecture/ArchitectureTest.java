package io.reactiveregistry.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds for the library, and every rule rejects the fixture that breaks it. */
class ArchitectureTest {

  private static final String ROOT = "io.reactiveregistry";
  private static final String BROKEN = "io.reactiveregistry.architecture.broken";

  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);
  private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(BROKEN);

  static Stream<Named<Function<ArchitectureRules, ArchRule>>> rules() {
    return Stream.of(
        Named.of("the contract -> error", ArchitectureRules::theContractKnowsOnlyErrors),
        Named.of("error -> nothing", ArchitectureRules::errorsKnowNothingOfOurs),
        Named.of("codec -> contract, error", ArchitectureRules::theCodecKnowsTheContract),
        Named.of("datafile -> nothing", ArchitectureRules::theDataFileKnowsNothingOfOurs),
        Named.of(
            "lmdb -> contract, error, codec, datafile, metrics",
            ArchitectureRules::theEngineKnowsTheContractTheCodecTheDataFileAndMetrics),
        Named.of("metrics -> nothing", ArchitectureRules::metricsKnowNothingOfOurs),
        Named.of("vault -> contract, error", ArchitectureRules::theVaultKnowsTheContractOnly),
        Named.of("migration -> contract, error", ArchitectureRules::migrationKnowsTheContractOnly),
        Named.of("no cycles", ArchitectureRules::packagesAreFreeOfCycles),
        Named.of("LMDB in lmdb only", ArchitectureRules::onlyTheEngineKnowsLmdb),
        Named.of("MessagePack in codec only", ArchitectureRules::onlyTheCodecKnowsMessagePack),
        Named.of("difflib in the contract only", ArchitectureRules::onlyTheContractComparesTexts),
        Named.of("Caffeine in vault only", ArchitectureRules::onlyTheVaultKnowsCaffeine),
        Named.of("public in lmdb", ArchitectureRules::theEngineShowsOnlyWhatIsNamed),
        Named.of("@NullMarked", ArchitectureRules::everyPackageIsNullMarked),
        Named.of("no standard streams", ArchitectureRules::nothingIsPrinted),
        Named.of("no printStackTrace", ArchitectureRules::noStackTraceIsPrinted),
        Named.of("no Thread.sleep", ArchitectureRules::nobodySleeps),
        Named.of("no block()", ArchitectureRules::onlyOpeningAndClosingWait));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theLibraryKeepsTheRule(Function<ArchitectureRules, ArchRule> rule) {
    ArchRule kept = rule.apply(new ArchitectureRules(ROOT));

    assertThatNoException().isThrownBy(() -> kept.check(LIBRARY));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleRejectsTheFixtureThatBreaksIt(Function<ArchitectureRules, ArchRule> rule) {
    ArchRule broken = rule.apply(new ArchitectureRules(BROKEN));

    assertThat(broken.evaluate(FIXTURES).hasViolation()).isTrue();
  }

  @Test
  void theLibraryIsThereToBeChecked() {
    assertThat(LIBRARY.contain("io.reactiveregistry.ReactiveRegistry")).isTrue();
    assertThat(LIBRARY.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void openingAndClosingMayBlock() {
    ArchRule rule = new ArchitectureRules(BROKEN).onlyOpeningAndClosingWait();

    assertThat(rule.evaluate(FIXTURES).getFailureReport().getDetails())
        .isNotEmpty()
        .allSatisfy(detail -> assertThat(detail).contains("waitSomewhereElse"));
  }
}
