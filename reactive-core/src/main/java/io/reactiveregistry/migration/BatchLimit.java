package io.reactiveregistry.migration;

import io.reactiveregistry.TemplateSpec;
import java.util.function.Predicate;

/**
 * Says which member completes a batch, for {@code bufferUntil}. Batches are limited in versions and
 * in characters of text, so that few great templates need no more memory than many small ones.
 */
final class BatchLimit implements Predicate<Comparison> {

  private static final long MAX_CHARACTERS = 4L << 20;

  private final int maxVersions;
  private long versions;
  private long characters;

  BatchLimit(int maxVersions) {
    this.maxVersions = maxVersions;
  }

  @Override
  public boolean test(Comparison member) {
    versions += Math.max(1, member.differing().size()); // a deletion has none, and is one write
    for (TemplateSpec spec : member.differing()) {
      characters += spec.template().length();
    }
    if (versions < maxVersions && characters < MAX_CHARACTERS) {
      return false;
    }
    versions = 0;
    characters = 0;
    return true;
  }
}
