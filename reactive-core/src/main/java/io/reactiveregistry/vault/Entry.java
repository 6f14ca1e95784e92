package io.reactiveregistry.vault;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * What a read of the store has found for a key.
 *
 * @param spec the template, or null when it is absent
 * @param absence the error that says so, or null when it is there; it has no stack trace, so it can
 *     be signalled to everybody
 * @param lease what it is valid under, null for the current version
 * @param state the number of the storage's state before the read began, 0 where nobody asks for it
 * @param readAt when it was read, in nanoseconds of the ticker
 */
record Entry(
    @Nullable TemplateSpec spec,
    @Nullable TemplateNotFoundException absence,
    @Nullable Lease lease,
    long state,
    long readAt) {

  boolean isAbsent() {
    return spec == null;
  }

  boolean isValidIn(long currentState) {
    return state == currentState && (lease == null || !lease.hasEnded());
  }
}
