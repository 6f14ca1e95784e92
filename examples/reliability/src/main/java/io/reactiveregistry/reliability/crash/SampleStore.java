package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A healthy store of which damaged copies are made. */
final class SampleStore {

  private final byte[] dataFile;
  private final Set<String> written;

  private SampleStore(byte[] dataFile, Set<String> written) {
    this.dataFile = dataFile;
    this.written = written;
  }

  /** Writes this many units into a new store. Blocks. */
  static SampleStore create(Path directory, long seed, int units) throws IOException {
    Set<String> written = new HashSet<>();
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      Flux.range(1, units)
          .map(number -> WriteUnit.of(seed, number))
          .doOnNext(unit -> unit.saves().forEach(spec -> add(spec, written)))
          .concatMap(
              unit ->
                  unit.write(registry)
                      .onErrorResume(TemplateNotFoundException.class, refused -> Mono.empty()))
          .blockLast();
    }
    return new SampleStore(Files.readAllBytes(directory.resolve("data.mdb")), written);
  }

  private static void add(TemplateSpec spec, Set<String> written) {
    written.add(Reading.version(spec));
    written.add(Reading.current(spec));
  }

  byte[] dataFile() {
    return dataFile.clone();
  }

  int length() {
    return dataFile.length;
  }

  /** Whether a template of this line was saved at any time, if only to be replaced later. */
  boolean wasWritten(String line) {
    return written.contains(line);
  }
}
