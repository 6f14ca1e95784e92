package io.reactiveregistry.cli;

import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.migration.Migration;
import io.reactiveregistry.migration.MigrationOptions;
import io.reactiveregistry.migration.MigrationOptions.Versions;
import io.reactiveregistry.migration.VerificationReport;
import io.reactiveregistry.yaml.YamlRegistry;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code registry verify}. */
@Command(
    name = "verify",
    description =
        "Compares a tree of YAML files with the current versions in a store, and names every difference.")
final class VerifyCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "YAML-DIR", description = "The directory with the files.")
  private Path yamlDirectory = Path.of("");

  @Parameters(index = "1", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (YamlRegistry source = YamlTrees.openExisting(yamlDirectory);
        LmdbRegistry target = Stores.openForReading(store)) {
      return new Reports(console).print(compare(source, target));
    }
  }

  private VerificationReport compare(YamlRegistry source, LmdbRegistry target) {
    try (ProgressBar bar = new ProgressBar(console.err(), console.interactive())) {
      MigrationOptions options =
          MigrationOptions.builder().versions(Versions.CURRENT).onProgress(bar).build();
      return Objects.requireNonNull(Migration.verify(source, target, options).block());
    }
  }
}
