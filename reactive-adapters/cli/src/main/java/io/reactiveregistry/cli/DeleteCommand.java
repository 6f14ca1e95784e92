package io.reactiveregistry.cli;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.Commit;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code registry delete}. */
@Command(
    name = "delete",
    description =
        "Deletes templates with all their versions, all in one transaction. If one is not there, none is deleted. With --version, deletes that version of one template only; with --if-hash, one template only if it is as it was seen.")
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

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--if-hash",
      paramLabel = "HASH",
      converter = HashCondition.class,
      description =
          "Delete it only when the current version has this content hash, which 'registry get --format hash' prints. Takes one id, and no --version.")
  private WriteCondition condition = WriteCondition.any();

  @ArgGroup(exclusive = false)
  private @Nullable OneVersion oneVersion;

  private static final class OneVersion {

    @Option(
        names = "--version",
        paramLabel = "V",
        required = true,
        description =
            "Only that version. When it is the current one, the newest of the others becomes current.")
    private String version = "";

    @Option(names = "--force", description = "Delete it with the labels that stand on it.")
    private boolean force;
  }

  private record Result(int deleted, long revision) {}

  private record VersionResult(String id, String version, long revision) {}

  DeleteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (isConditional() && oneVersion != null) {
      throw wrongUsage("--if-hash and --version exclude each other; give one of them");
    }
    if (ids.size() > 1 && (isConditional() || oneVersion != null)) {
      throw wrongUsage(
          "%s takes one id, but %d are given"
              .formatted(isConditional() ? "--if-hash" : "--version", ids.size()));
    }
    try (LmdbRegistry registry = Stores.openExisting(store)) {
      if (oneVersion == null) {
        deleteTemplates(registry);
      } else {
        deleteVersion(registry, ids.iterator().next(), oneVersion);
      }
    }
    return ExitCodes.OK;
  }

  private boolean isConditional() {
    return !condition.equals(WriteCondition.any());
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private void deleteTemplates(LmdbRegistry registry) {
    Commit commit = Objects.requireNonNull(deletion(registry).block());
    if (console.json()) {
      console.printJson(new Result(commit.deleted(), commit.revision()));
    } else {
      console.println(
          String.format(
              Locale.ROOT,
              "Deleted %d templates (revision %d)",
              commit.deleted(),
              commit.revision()));
    }
  }

  private Mono<Commit> deletion(LmdbRegistry registry) {
    if (isConditional()) {
      return registry.delete(ids.iterator().next(), condition);
    }
    requireAll(registry);
    return registry.deleteBatch(ids);
  }

  private void deleteVersion(LmdbRegistry registry, String id, OneVersion chosen) {
    Commit commit =
        Objects.requireNonNull(registry.deleteVersion(id, chosen.version, chosen.force).block());
    if (console.json()) {
      console.printJson(new VersionResult(id, chosen.version, commit.revision()));
    } else {
      console.println(
          String.format(
              Locale.ROOT, "Deleted %s:%s (revision %d)", id, chosen.version, commit.revision()));
    }
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
