package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Deleted;
import io.reactiveregistry.TemplateChange.LabelMoved;
import io.reactiveregistry.TemplateChange.Resync;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateChange.VersionDeleted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change as a line of text. It ends with a mark, so that it can be seen when death has cut it
 * short. Names contain no spaces here.
 */
final class ChangeLine {

  private static final String END = " .";

  private ChangeLine() {}

  static String of(TemplateChange change) {
    return String.join(" ", words(change)) + END;
  }

  private static List<String> words(TemplateChange change) {
    String revision = Long.toString(change.revision());
    if (change instanceof Saved saved) {
      return List.of("saved", revision, saved.id(), saved.version());
    }
    if (change instanceof Deleted deleted) {
      return List.of("deleted", revision, deleted.id());
    }
    if (change instanceof VersionDeleted deleted) {
      return List.of("version-deleted", revision, deleted.id(), deleted.version());
    }
    if (change instanceof LabelMoved moved) {
      String version = moved.version();
      return version == null
          ? List.of("label-removed", revision, moved.id(), moved.label())
          : List.of("label-moved", revision, moved.id(), moved.label(), version);
    }
    return List.of("resync", revision);
  }

  /** The change, or null when the line is not a whole one. */
  static @Nullable TemplateChange parse(String line) {
    if (!line.endsWith(END)) {
      return null;
    }
    String[] words = line.split(" ", -1);
    long revision = Long.parseLong(words[1]);
    return switch (words[0]) {
      case "saved" -> new Saved(revision, words[2], words[3]);
      case "deleted" -> new Deleted(revision, words[2]);
      case "version-deleted" -> new VersionDeleted(revision, words[2], words[3]);
      case "label-removed" -> new LabelMoved(revision, words[2], words[3], null);
      case "label-moved" -> new LabelMoved(revision, words[2], words[3], words[4]);
      case "resync" -> new Resync(revision);
      default -> throw new IllegalArgumentException(line);
    };
  }
}
