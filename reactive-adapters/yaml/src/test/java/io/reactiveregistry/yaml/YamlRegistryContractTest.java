package io.reactiveregistry.yaml;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.contract.BatchContract;
import io.reactiveregistry.contract.ChangeContract;
import io.reactiveregistry.contract.ClosingContract;
import io.reactiveregistry.contract.ConditionContract;
import io.reactiveregistry.contract.ConditionalDeleteContract;
import io.reactiveregistry.contract.FollowingContract;
import io.reactiveregistry.contract.ListingContract;
import io.reactiveregistry.contract.ReadingContract;
import io.reactiveregistry.contract.StreamingContract;
import io.reactiveregistry.contract.WritingContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** A tree keeps every contract but those on older versions and labels, which it does not hold. */
class YamlRegistryContractTest {

  @TempDir Path directory;

  @Nested
  class Reading extends ReadingContract {
    @Override
    protected ReactiveRegistry open() {
      return YamlRegistry.open(directory);
    }
  }

  @Nested
  class Listing extends ListingContract {
    @Override
    protected ReactiveRegistry open() {
      return YamlRegistry.open(directory);
    }
  }

  @Nested
  class Writing extends WritingContract {
    @Override
    protected ReactiveRegistry open() {
      return YamlRegistry.open(directory);
    }
  }

  @Nested
  class Batches extends BatchContract {
    @Override
    protected ReactiveRegistry open() {
      return YamlRegistry.open(directory);
    }
  }

  @Nested
  class Streaming extends StreamingContract {
    @Override
    protected ReactiveRegistry open() {
      return YamlRegistry.open(directory);
    }
  }

  @Nested
  class Conditions extends ConditionContract {
    @Override
    protected ReactiveRegistry open() {
      return YamlRegistry.open(directory);
    }
  }

  @Nested
  class ConditionalDeletes extends ConditionalDeleteContract {
    @Override
    protected ReactiveRegistry open() {
      return YamlRegistry.open(directory);
    }
  }

  @Nested
  class Changes extends ChangeContract {
    @Override
    protected ReactiveRegistry open() {
      return YamlRegistry.open(directory);
    }
  }

  @Nested
  class Following extends FollowingContract {
    @Override
    protected ReactiveRegistry open() {
      return YamlRegistry.open(directory);
    }

    /** More than a follower is told at once; each template takes a file that is forced to disk. */
    @Override
    protected int moreThanOnePage() {
      return 2 * ChangeFollower.BURST + 1;
    }
  }

  @Nested
  class Closing extends ClosingContract {
    @Override
    protected ReactiveRegistry open() {
      return YamlRegistry.open(directory);
    }
  }
}
