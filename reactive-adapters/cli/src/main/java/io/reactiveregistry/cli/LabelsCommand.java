package io.reactiveregistry.cli;

import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Mono;

/** {@code registry labels}. */
@Command(
    name = "labels",
    description = "Lists the labels of a template, each with the version on which it stands.")
final class LabelsCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(index = "1", paramLabel = "ID", description = "The id of the template.")
  private String id = "";

  private record Line(String id, String label, String version) {}

  LabelsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (LmdbRegistry registry = Stores.openForReading(store)) {
      labels(registry).forEach(this::print);
    }
    return ExitCodes.OK;
  }

  /** No label is not the same as no template. */
  private Map<String, String> labels(LmdbRegistry registry) {
    return Objects.requireNonNull(
        registry
            .exists(id)
            .filter(exists -> exists)
            .switchIfEmpty(Mono.error(() -> new TemplateNotFoundException(id)))
            .then(registry.labels(id))
            .block());
  }

  private void print(String label, String version) {
    if (console.json()) {
      console.printJson(new Line(id, label, version));
    } else {
      console.println(label + ": " + version);
    }
  }
}
