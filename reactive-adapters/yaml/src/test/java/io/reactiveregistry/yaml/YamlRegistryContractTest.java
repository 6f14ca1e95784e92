package io.reactiveregistry.yaml;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.contract.BatchContract;
import io.reactiveregistry.contract.ClosingContract;
import io.reactiveregistry.contract.ListingContract;
import io.reactiveregistry.contract.ReadingContract;
import io.reactiveregistry.contract.StreamingContract;
import io.reactiveregistry.contract.WritingContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** A tree keeps every contract but that on older versions, which it does not hold. */
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
  class Closing extends ClosingContract {
    @Override
    protected ReactiveRegistry open() {
      return YamlRegistry.open(directory);
    }
  }
}
