package io.reactiveregistry.webflux;

import io.reactiveregistry.json.Line;
import java.util.List;
import java.util.Optional;

/** Makes entries of the lines of one body. Not thread-safe. */
interface EntryReader {

  /** The entry that this line ends, or is. */
  Optional<ImportEntry> add(Line line);

  /** The entry that ends with the body. */
  Optional<ImportEntry> end();

  /** The entries that end with these lines. */
  default List<ImportEntry> addAll(List<Line> lines) {
    return lines.stream().map(this::add).flatMap(Optional::stream).toList();
  }
}
