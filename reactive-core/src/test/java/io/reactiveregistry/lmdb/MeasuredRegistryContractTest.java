package io.reactiveregistry.lmdb;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.contract.BatchContract;
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
import io.reactiveregistry.metrics.RegistryMetrics;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The engine keeps every contract while it is measured, too. */
class MeasuredRegistryContractTest {

  @TempDir Path directory;

  private ReactiveRegistry measured() {
    return LmdbRegistry.builder(directory).metrics(new RegistryMetrics() {}).open();
  }

  @Nested
  class Reading extends ReadingContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }

  @Nested
  class Listing extends ListingContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }

  @Nested
  class Writing extends WritingContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }

  @Nested
  class Batching extends BatchContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }

  @Nested
  class Streaming extends StreamingContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }

  @Nested
  class VersionHistory extends VersionHistoryContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }

  @Nested
  class Closing extends ClosingContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }

  @Nested
  class Conditions extends ConditionContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }

  @Nested
  class ConditionalDeletes extends ConditionalDeleteContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }

  @Nested
  class Labels extends LabelContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }

  @Nested
  class Following extends FollowingContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }

  @Nested
  class Releases extends ReleaseContract {
    @Override
    protected ReactiveRegistry open() {
      return measured();
    }
  }
}
