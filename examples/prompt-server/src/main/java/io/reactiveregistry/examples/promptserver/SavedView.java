package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import java.time.Instant;

/** What a PUT answers: the template that is current now, and the write that made it so. */
record SavedView(String id, String version, long revision, Instant committedAt) {

  static SavedView of(TemplateSpec template, Commit commit) {
    return new SavedView(
        template.id(), template.version(), commit.revision(), commit.committedAt());
  }
}
