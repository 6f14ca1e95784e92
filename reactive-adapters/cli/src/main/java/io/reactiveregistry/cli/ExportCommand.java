package io.reactiveregistry.cli;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.StorageInfo;
import io.reactiveregistry.migration.MigrationOptions.Versions;
import io.reactiveregistry.migration.MigrationReport;
import io.reactiveregistry.yaml.YamlRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code registry export}. */
@Command(
    name = "export",
    description =
        "Writes the current version of each template of a store as a YAML file. Older versions are not exported, since a tree of files holds one version of each.")
final class ExportCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(index = "1", paramLabel = "YAML-DIR", description = "The directory for the files.")
  private Path yamlDirectory = Path.of("");

  @Mixin private final TransferOptions options = new TransferOptions();

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Interruption interruption = new Interruption(console, options.whenInterrupted());
        LmdbRegistry source = Stores.openForReading(store);
        ScratchDirectory scratch = scratch();
        YamlRegistry target =
            YamlTrees.openOrCreate(scratch == null ? yamlDirectory : scratch.path())) {
      MigrationReport report =
          Transfer.run(
              console,
              interruption,
              source,
              target,
              options.toBuilder().versions(Versions.CURRENT));
      return new Reports(console)
          .print(withOlderVersions(report, Objects.requireNonNull(source.storage().block())));
    }
  }

  private @Nullable ScratchDirectory scratch() {
    return options.dryRun() && !Files.exists(yamlDirectory) ? new ScratchDirectory() : null;
  }

  private static MigrationReport withOlderVersions(MigrationReport report, StorageInfo storage) {
    long older = storage.versions() - storage.templates();
    if (older == 0) {
      return report;
    }
    List<Finding> warnings = new ArrayList<>(report.warnings());
    warnings.add(
        new Finding(
            Severity.WARNING,
            storage.directory().toString(),
            "%d older versions are not exported".formatted(older)));
    return new MigrationReport(
        report.migrated(),
        report.unchanged(),
        report.deleted(),
        report.failureCount(),
        report.failures(),
        report.warningCount() + 1,
        warnings,
        report.elapsed(),
        report.dryRun());
  }
}
