package io.reactiveregistry.cli;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.Commit;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Flux;

/** {@code registry delete}. */
@Command(
    name = "delete",
    description =
        "Deletes templates with all their versions, all in one transaction. If one is not there, none is deleted.")
final class DeleteCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ID",
      description = "The ids of the templates.")
  private Set<String> ids = new LinkedHashSet<>();

  private record Result(int deleted, long revision) {}

  DeleteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (LmdbRegistry registry = Stores.openExisting(store)) {
      requireAll(registry);
      Commit commit = Objects.requireNonNull(registry.deleteBatch(ids).block());
      if (console.json()) {
        console.printJson(new Result(commit.deleted(), commit.revision()));
      } else {
        console.println(
            "Deleted %d templates (revision %d)".formatted(commit.deleted(), commit.revision()));
      }
    }
    return ExitCodes.OK;
  }

  /** The deletion itself would name the first one only. */
  private void requireAll(LmdbRegistry registry) {
    List<String> absent =
        Objects.requireNonNull(
            Flux.fromIterable(ids)
                .filterWhen(id -> registry.exists(id).map(exists -> !exists))
                .collectList()
                .block());
    if (!absent.isEmpty()) {
      throw new CommandFailure(
          ExitCodes.ITEMS,
          "template-not-found",
          "Nothing was deleted; 'registry list' names the templates that exist",
          absent.stream()
              .map(id -> new Finding(Severity.ERROR, id, "no template has this id"))
              .toList());
    }
  }
}
