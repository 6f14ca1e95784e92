package io.reactiveregistry.lmdb;

import io.reactiveregistry.metrics.Operation;
import io.reactiveregistry.metrics.RegistryMetrics;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of a store: everything, or nothing. Then there is no meter and no recorder, and
 * whoever finds null asks no clock and keeps no time.
 */
final class Meters {

  private final @Nullable RegistryMetrics recorder;
  private final Map<Operation, OperationMeter> operations = new EnumMap<>(Operation.class);

  private Meters(@Nullable RegistryMetrics recorder) {
    this.recorder = recorder;
    if (recorder != null) {
      for (Operation operation : Operation.values()) {
        operations.put(operation, new OperationMeter(recorder, operation));
      }
    }
  }

  /** For a recorder of a user, which may throw, and which says whether to measure at all. */
  static Meters of(RegistryMetrics metrics) {
    RegistryMetrics guarded = RegistryMetrics.guarded(metrics);
    return new Meters(guarded.isEnabled() ? guarded : null);
  }

  /** Null where nothing is measured. */
  @Nullable OperationMeter of(Operation operation) {
    return operations.get(operation);
  }

  /** Null where nothing is measured. */
  @Nullable RegistryMetrics recorder() {
    return recorder;
  }
}
