package io.reactiveregistry.cli;

import io.reactiveregistry.Commit;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** {@code registry label}. */
@Command(
    name = "label",
    description =
        "Puts a label on a version of a template, moves it there from another one, or removes it. 'registry get STORE ID@LABEL' prints the version on which it stands.")
final class LabelCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(index = "1", paramLabel = "ID", description = "The id of the template.")
  private String id = "";

  @Parameters(index = "2", paramLabel = "LABEL", description = "The label.")
  private String label = "";

  @Parameters(
      index = "3",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "The version on which it shall stand.")
  private @Nullable String version;

  @Option(names = "--remove", description = "Remove the label.")
  private boolean remove;

  @Spec private @Nullable CommandSpec spec;

  LabelCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (remove == (version != null)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "Give either VERSION or --remove");
    }
    try (LmdbRegistry registry = Stores.openExisting(store)) {
      print(Objects.requireNonNull(move(registry).block()));
    }
    return ExitCodes.OK;
  }

  private Mono<Commit> move(LmdbRegistry registry) {
    return version == null
        ? registry.removeLabel(id, label)
        : registry.setLabel(id, label, version);
  }

  private void print(Commit commit) {
    if (console.json()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("label", label);
      json.put("version", version);
      json.put("revision", commit.revision());
      console.printJson(json);
    } else {
      console.println(
          version == null
              ? String.format(
                  Locale.ROOT, "Removed %s@%s (revision %d)", id, label, commit.revision())
              : String.format(
                  Locale.ROOT, "%s@%s is %s (revision %d)", id, label, version, commit.revision()));
    }
  }
}
