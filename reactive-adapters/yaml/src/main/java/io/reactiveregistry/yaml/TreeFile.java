package io.reactiveregistry.yaml;

import io.reactiveregistry.error.InvalidTemplateException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a file when it was last examined.
 *
 * @param id the template's id, or null when the file is broken
 * @param failure why the file is broken, or null
 */
record TreeFile(
    Path path,
    Stamp stamp,
    Instant examinedAt,
    @Nullable String id,
    List<UnknownField> unknownFields,
    @Nullable InvalidTemplateException failure) {

  /** File systems count time in ticks; a change within the tick of the last one leaves no trace. */
  private static final long TICK_MILLIS = 100;

  static TreeFile of(Path path, Stamp stamp, Instant examinedAt, ParsedTemplate parsed) {
    return new TreeFile(
        path, stamp, examinedAt, parsed.template().id(), parsed.unknownFields(), null);
  }

  static TreeFile broken(
      Path path, Stamp stamp, Instant examinedAt, InvalidTemplateException failure) {
    return new TreeFile(path, stamp, examinedAt, null, List.of(), failure);
  }

  /** Whether the file certainly holds what was found in it, judged by its present stamp. */
  boolean isUpToDate(Stamp present) {
    return stamp.equals(present)
        && stamp.modified().toInstant().isBefore(examinedAt.minusMillis(TICK_MILLIS));
  }

  /** What a file system tells about a file without reading it. */
  record Stamp(FileTime modified, long size, @Nullable Object fileKey) {

    static Stamp of(BasicFileAttributes attributes) {
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
  }
}
