package io.reactiveregistry.cli;

import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.migration.MigrationOptions.Versions;
import io.reactiveregistry.yaml.YamlRegistry;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code registry migrate}. */
@Command(
    name = "migrate",
    description =
        "Copies a tree of YAML files to a store, which is made if it is not there. Every file that cannot be copied is named with its line and the reason; all others are copied.")
final class MigrateCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "YAML-DIR", description = "The directory with the files.")
  private Path yamlDirectory = Path.of("");

  @Parameters(index = "1", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Mixin private final TransferOptions options = new TransferOptions();

  MigrateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Interruption interruption = new Interruption(console, options.whenInterrupted());
        YamlRegistry source = YamlTrees.openExisting(yamlDirectory);
        ScratchDirectory scratch = scratch();
        LmdbRegistry target = openTarget(scratch)) {
      return new Reports(console)
          .print(
              Transfer.run(
                  console,
                  interruption,
                  source,
                  target,
                  options.toBuilder().versions(Versions.CURRENT)));
    }
  }

  private @Nullable ScratchDirectory scratch() {
    return options.dryRun() && !Stores.exists(store) ? new ScratchDirectory() : null;
  }

  private LmdbRegistry openTarget(@Nullable ScratchDirectory scratch) {
    if (scratch != null) {
      return Stores.openOrCreate(scratch.path());
    }
    return options.dryRun() ? Stores.openForReading(store) : Stores.openOrCreate(store);
  }
}
