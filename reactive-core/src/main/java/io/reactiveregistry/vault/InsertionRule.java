package io.reactiveregistry.vault;

import org.jspecify.annotations.Nullable;

/** Decides whether what a flight has read may be kept; a test shows what happens without it. */
@FunctionalInterface
interface InsertionRule {

  /** Only what no write has replaced while it was read: such a write removes the flight. */
  InsertionRule ONLY_WHILE_REGISTERED = (flight, registered) -> flight == registered;

  /**
   * Whether what the flight has read may be kept.
   *
   * @param registered the flight that is registered for the key at this moment
   */
  boolean allows(Flight flight, @Nullable Flight registered);
}
