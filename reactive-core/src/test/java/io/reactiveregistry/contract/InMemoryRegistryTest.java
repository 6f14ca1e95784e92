package io.reactiveregistry.contract;

import io.reactiveregistry.ReactiveRegistry;
import org.junit.jupiter.api.Nested;

/** The reference implementation keeps every contract. */
class InMemoryRegistryTest {

  @Nested
  class Reading extends ReadingContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class Listing extends ListingContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class Writing extends WritingContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class Batches extends BatchContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class Streaming extends StreamingContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class VersionHistory extends VersionHistoryContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class Closing extends ClosingContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }
}
