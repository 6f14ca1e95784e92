package io.reactiveregistry.migration;

/**
 * How far a migration or verification has come.
 *
 * @param examined how many templates of the source have been read and compared
 * @param total how many templates the source had when the job began
 * @param written how many templates have been saved or deleted; 0 when verifying and in a dry run
 */
public record MigrationProgress(long examined, long total, long written) {}
