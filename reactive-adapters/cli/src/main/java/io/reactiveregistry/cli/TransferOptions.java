package io.reactiveregistry.cli;

import io.reactiveregistry.migration.MigrationOptions;
import picocli.CommandLine.Option;

/** The options that migrate and export have in common. */
final class TransferOptions {

  @Option(
      names = "--overwrite",
      description =
          "Make a target that holds templates equal to the source: save what differs, delete what the source lacks.")
  private boolean overwrite;

  @Option(names = "--dry-run", description = "Report what would be done, and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      converter = AtLeastOne.class,
      description = "Write N templates in one transaction (default ${DEFAULT-VALUE}).")
  private int batchSize = MigrationOptions.DEFAULT_BATCH_SIZE;

  boolean dryRun() {
    return dryRun;
  }

  /** What it means to have interrupted it. */
  String whenInterrupted() {
    return dryRun
        ? "it was a dry run, nothing was written"
        : "the batches written stay, --overwrite goes on from there";
  }

  MigrationOptions.Builder toBuilder() {
    return MigrationOptions.builder().overwrite(overwrite).dryRun(dryRun).batchSize(batchSize);
  }
}
