package io.reactiveregistry.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The lease of each template. It takes the place of a list of all keys of a template that would
 * have to be kept right while they are read, cached and evicted.
 *
 * <p>A lease lives as long as an entry or a flight refers to it: where none does, there is nothing
 * to be ended.
 */
final class Leases {

  private final Cache<String, Lease> leases = Caffeine.newBuilder().weakValues().build();

  Lease of(String id) {
    return leases.get(id, unused -> new Lease());
  }

  /** Ends the lease; who asks for one from now on gets another. */
  void end(String id) {
    Lease lease = leases.asMap().remove(id);
    if (lease != null) {
      lease.end();
    }
  }
}
