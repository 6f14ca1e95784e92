package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The child that follows what another one writes: tells every change until it dies. */
final class FollowerMain {

  private FollowerMain() {}

  public static void main(String[] arguments) throws IOException {
    boolean readOnly = Boolean.parseBoolean(arguments[1]);
    int atOnce = Integer.parseInt(arguments[2]);
    long after = Long.parseLong(arguments[3]);
    LmdbRegistry registry = WriterOptions.builder(Path.of(arguments[0])).readOnly(readOnly).open();
    tell(registry.changes(after), atOnce).subscribe(nothing -> {}, Protocol::fail);
    System.in.transferTo(OutputStream.nullOutputStream()); // as long as the parent lives
    Runtime.getRuntime().halt(1);
  }

  /**
   * Tells them on a thread that may block.
   *
   * @param atOnce for how many changes it asks at once
   */
  static Mono<Void> tell(Flux<TemplateChange> changes, int atOnce) {
    return changes.publishOn(Schedulers.boundedElastic(), atOnce).doOnNext(Protocol::tell).then();
  }
}
