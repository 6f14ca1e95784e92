package io.reactiveregistry.cli;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Deleted;
import io.reactiveregistry.TemplateChange.LabelMoved;
import io.reactiveregistry.TemplateChange.Resync;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateChange.VersionDeleted;

/** A change as a line for people: its revision, and what became of what. */
final class ChangeLines {

  private ChangeLines() {}

  static String of(TemplateChange change) {
    return change.revision() + " " + event(change);
  }

  private static String event(TemplateChange change) {
    if (change instanceof Saved saved) {
      return "saved %s:%s".formatted(saved.id(), saved.version());
    }
    if (change instanceof Deleted deleted) {
      return "deleted %s with all its versions".formatted(deleted.id());
    }
    if (change instanceof VersionDeleted deleted) {
      return "deleted %s:%s".formatted(deleted.id(), deleted.version());
    }
    if (change instanceof LabelMoved moved) {
      return moved.version() == null
          ? "removed %s@%s".formatted(moved.id(), moved.label())
          : "moved %s@%s to %s".formatted(moved.id(), moved.label(), moved.version());
    }
    if (change instanceof Resync) {
      return "written by another program: anything may have changed";
    }
    throw new IllegalArgumentException("Unknown change: " + change);
  }
}
