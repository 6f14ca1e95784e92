package io.reactiveregistry.lmdb;

import io.reactiveregistry.ObservableRegistry;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.contract.BatchContract;
import io.reactiveregistry.contract.ChangeContract;
import io.reactiveregistry.contract.ClosingContract;
import io.reactiveregistry.contract.ConditionContract;
import io.reactiveregistry.contract.ConditionalDeleteContract;
import io.reactiveregistry.contract.FollowingContract;
import io.reactiveregistry.contract.LabelContract;
import io.reactiveregistry.contract.ListingContract;
import io.reactiveregistry.contract.ObservationContract;
import io.reactiveregistry.contract.ReadingContract;
import io.reactiveregistry.contract.ReleaseContract;
import io.reactiveregistry.contract.StreamingContract;
import io.reactiveregistry.contract.VersionHistoryContract;
import io.reactiveregistry.contract.WritingContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The LMDB engine keeps every contract. */
class LmdbRegistryContractTest {

  @Nested
  class Reading extends ReadingContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class Listing extends ListingContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class Writing extends WritingContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class Batching extends BatchContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class Streaming extends StreamingContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class VersionHistory extends VersionHistoryContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class Closing extends ClosingContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class Conditions extends ConditionContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class ConditionalDeletes extends ConditionalDeleteContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class Labels extends LabelContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class Changes extends ChangeContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class Following extends FollowingContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class Releases extends ReleaseContract {
    @TempDir Path directory;

    @Override
    protected ReactiveRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }
  }

  @Nested
  class Observation extends ObservationContract {
    @TempDir Path directory;

    @Override
    protected ObservableRegistry open() {
      return LmdbRegistry.builder(directory).open();
    }

    @Override
    protected ReactiveRegistry another(ObservableRegistry registry) {
      return LmdbRegistry.builder(directory).open();
    }
  }
}
