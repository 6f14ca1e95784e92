package io.reactiveregistry.lmdb;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A backup that was made and read again.
 *
 * @param target where it lies
 * @param bytes length of its data file
 * @param templates number of templates in it
 * @param versions number of versions in it, the current ones included
 * @param revision the last revision in it
 * @param elapsed how long it took
 */
public record BackupReport(
    Path target, long bytes, long templates, long versions, long revision, Duration elapsed) {}
