package io.reactiveregistry.webflux;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import java.time.Instant;

/**
 * What a PUT answers: the template that is current now, and the write that made it so.
 *
 * @param contentHash what an If-Match takes, in quotes
 */
record SavedView(
    String id, String version, String contentHash, long revision, Instant committedAt) {

  static SavedView of(TemplateSpec template, Commit commit) {
    return new SavedView(
        template.id(),
        template.version(),
        template.contentHash(),
        commit.revision(),
        commit.committedAt());
  }
}
