package io.reactiveregistry.contract;

import io.reactiveregistry.ObservableRegistry;
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

  @Nested
  class Conditions extends ConditionContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class ConditionalDeletes extends ConditionalDeleteContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class Labels extends LabelContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class Releases extends ReleaseContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class Changes extends ChangeContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class Following extends FollowingContract {
    @Override
    protected ReactiveRegistry open() {
      return new InMemoryRegistry();
    }
  }

  @Nested
  class Observation extends ObservationContract {
    @Override
    protected ObservableRegistry open() {
      return new InMemoryRegistry();
    }
  }
}
