package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Waiting.await;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.contract.BatchContract;
import io.reactiveregistry.contract.ChangeContract;
import io.reactiveregistry.contract.ClosingContract;
import io.reactiveregistry.contract.ConditionContract;
import io.reactiveregistry.contract.ConditionalDeleteContract;
import io.reactiveregistry.contract.FollowingContract;
import io.reactiveregistry.contract.LabelContract;
import io.reactiveregistry.contract.ListingContract;
import io.reactiveregistry.contract.ReadingContract;
import io.reactiveregistry.contract.ReleaseContract;
import io.reactiveregistry.contract.StreamingContract;
import io.reactiveregistry.contract.VersionHistoryContract;
import io.reactiveregistry.contract.WritingContract;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** Every contract, for a Vault that the test makes. */
abstract class VaultContracts {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  abstract VaultBuilder vault();

  /** With its feed of changes, so that it caches what the contract asks for. */
  private ReactiveRegistry ready() {
    Vault vault = vault().build();
    await().atMost(TIMEOUT).until(vault::isCaching);
    return vault;
  }

  @Nested
  class Reading extends ReadingContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class Listing extends ListingContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class Writing extends WritingContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class Batches extends BatchContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class Streaming extends StreamingContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class VersionHistory extends VersionHistoryContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class Closing extends ClosingContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class Conditions extends ConditionContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class ConditionalDeletes extends ConditionalDeleteContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class Labels extends LabelContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class Releases extends ReleaseContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class Changes extends ChangeContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }

  @Nested
  class Following extends FollowingContract {
    @Override
    protected ReactiveRegistry open() {
      return ready();
    }
  }
}
