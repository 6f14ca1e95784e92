package io.reactiveregistry.micrometer;

import io.micrometer.observation.tck.TestObservationRegistry;
import io.reactiveregistry.ObservableRegistry;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.contract.BatchContract;
import io.reactiveregistry.contract.ChangeContract;
import io.reactiveregistry.contract.ClosingContract;
import io.reactiveregistry.contract.ConditionContract;
import io.reactiveregistry.contract.ConditionalDeleteContract;
import io.reactiveregistry.contract.FollowingContract;
import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.contract.LabelContract;
import io.reactiveregistry.contract.ListingContract;
import io.reactiveregistry.contract.ObservationContract;
import io.reactiveregistry.contract.ReadingContract;
import io.reactiveregistry.contract.ReleaseContract;
import io.reactiveregistry.contract.StreamingContract;
import io.reactiveregistry.contract.VersionHistoryContract;
import io.reactiveregistry.contract.WritingContract;
import org.junit.jupiter.api.Nested;

/** A registry that is observed keeps every contract, and tells of its writes as before. */
class ObservedRegistryContractTest {

  private static ReactiveRegistry observed() {
    return ObservedRegistry.over(new InMemoryRegistry(), TestObservationRegistry.create());
  }

  @Nested
  class Reading extends ReadingContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class Listing extends ListingContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class Writing extends WritingContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class Batching extends BatchContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class Streaming extends StreamingContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class VersionHistory extends VersionHistoryContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class Closing extends ClosingContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class Conditions extends ConditionContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class ConditionalDeletes extends ConditionalDeleteContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class Labels extends LabelContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class Changes extends ChangeContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class Following extends FollowingContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class Releases extends ReleaseContract {
    @Override
    protected ReactiveRegistry open() {
      return observed();
    }
  }

  @Nested
  class Observation extends ObservationContract {
    @Override
    protected ObservableRegistry open() {
      return (ObservableRegistry) observed();
    }
  }
}
