package io.reactiveregistry.cli;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.json.JsonChanges;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code registry watch}. */
@Command(
    name = "watch",
    description =
        "Prints the changes of a store as they happen, whoever makes them, until it is interrupted or nobody reads on.")
final class WatchCommand implements Callable<Integer> {

  /** Changes read ahead of a slow reader; the others stay in the store. */
  private static final int AHEAD = 64;

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Option(
      names = "--after",
      paramLabel = "REVISION",
      converter = AtLeastZero.class,
      description =
          "First print the changes after this revision, as far as they are kept; 0 is before the first. Without it, only what happens from now on.")
  private @Nullable Long after;

  private final ResumePoint resumePoint = new ResumePoint();

  WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Interruption interruption = new Interruption(console, this::howToGoOn);
        LmdbRegistry registry = Stores.openForWatching(store)) {
      Flux<TemplateChange> changes = after == null ? registry.changes() : registry.changes(after);
      return interruption.await(
          changes
              .publishOn(Schedulers.boundedElastic(), AHEAD) // printing blocks
              .doOnNext(this::print)
              .then(Mono.just(ExitCodes.OK)));
    }
  }

  private void print(TemplateChange change) {
    if (console.json()) {
      console.printJson(JsonChanges.fields(change));
    } else {
      console.println(ChangeLines.of(change));
    }
    console.flush();
    resumePoint.printed(change.revision());
  }

  private String howToGoOn() {
    return resumePoint.describe(after);
  }
}
