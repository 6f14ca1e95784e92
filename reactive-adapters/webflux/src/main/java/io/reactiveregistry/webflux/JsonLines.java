package io.reactiveregistry.webflux;

import io.reactiveregistry.json.Line;
import java.util.Optional;

/** Each line is an entry; those that are blank are none. */
final class JsonLines implements EntryReader {

  @Override
  public Optional<ImportEntry> add(Line line) {
    return line.isBlank()
        ? Optional.empty()
        : Optional.of(new ImportEntry(line.number(), line.bytes(), line.tooLong()));
  }

  @Override
  public Optional<ImportEntry> end() {
    return Optional.empty();
  }
}
