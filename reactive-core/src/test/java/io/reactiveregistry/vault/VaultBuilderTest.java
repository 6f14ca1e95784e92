package io.reactiveregistry.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Options that cannot be meant are refused, naming the remedy. */
class VaultBuilderTest extends VaultTesting {

  @Test
  void aLimitIsAtLeastOne() {
    VaultBuilder builder = over(store.observable());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maximumSize(0))
        .withMessage("maximumSize must be at least 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maximumWeight(-1))
        .withMessage("maximumWeight must be at least 1, was -1");
  }

  @Test
  void anAgeIsMoreThanZero() {
    VaultBuilder builder = over(store.observable());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.refreshAfter(Duration.ZERO))
        .withMessageContaining("refreshDisabled()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.refreshAfter(Duration.ofSeconds(-1)));
  }

  @Test
  void anAgeMayBeGreaterThanNanosecondsCount() {
    assertThat(build(over(store.observable()).refreshAfter(Duration.ofSeconds(Long.MAX_VALUE))))
        .isNotNull();
  }

  @Test
  void sizeAndWeightAreNotBothLimited() {
    assertThatIllegalStateException()
        .isThrownBy(() -> over(store.observable()).maximumSize(10).maximumWeight(1_000).build())
        .withMessage("maximumSize is 10 and maximumWeight is 1000; give one of them");
  }

  @Test
  void aStrictVaultHasNothingToRefresh() {
    VaultBuilder builder = over(store.observable()).strict().refreshAfter(Duration.ofSeconds(1));

    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .withMessageContaining("refreshAfter");
    assertThat(build(builder.refreshDisabled())).isNotNull();
  }

  @Test
  void aStrictVaultNeedsARegistryThatTellsItsState() {
    assertThatIllegalStateException()
        .isThrownBy(() -> over(store.unobservable()).strict().build())
        .withMessageContaining("ObservableRegistry");
  }
}
