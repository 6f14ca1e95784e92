package io.reactiveregistry.spring.boot;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.migration.Migration;
import io.reactiveregistry.migration.MigrationOptions;
import io.reactiveregistry.migration.MigrationReport;
import io.reactiveregistry.spring.boot.ReactiveRegistryProperties.YamlImportProperties;
import io.reactiveregistry.spring.boot.ReactiveRegistryProperties.YamlImportProperties.Mode;
import io.reactiveregistry.spring.boot.ReactiveRegistryProperties.YamlImportProperties.OnFailure;
import io.reactiveregistry.yaml.YamlRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Imports YAML files before the web server starts, so that nobody is answered without them. It
 * blocks the thread that starts the application.
 */
final class YamlImport implements SmartInitializingSingleton {

  private static final Log LOG = LogFactory.getLog(YamlImport.class);

  private final ReactiveRegistry registry;
  private final YamlImportProperties properties;

  YamlImport(ReactiveRegistry registry, YamlImportProperties properties) {
    this.registry = registry;
    this.properties = properties;
  }

  @Override
  public void afterSingletonsInstantiated() {
    Path directory = Objects.requireNonNull(properties.path(), "path");
    if (!Files.isDirectory(directory)) {
      throw new YamlImportException(
          "reactive-registry.yaml-import.path is %s, which is not a directory"
              .formatted(directory));
    }
    if (properties.mode() == Mode.IF_EMPTY && count() > 0) {
      LOG.debug("The registry has templates, so nothing is imported from " + directory);
      return;
    }
    report(directory, migrate(directory));
  }

  private long count() {
    return Objects.requireNonNull(registry.count().block());
  }

  private MigrationReport migrate(Path directory) {
    MigrationOptions options =
        MigrationOptions.builder()
            .overwrite(properties.mode() == Mode.MIRROR)
            .versions(MigrationOptions.Versions.CURRENT)
            .build();
    try (YamlRegistry files = YamlRegistry.open(directory)) {
      return Objects.requireNonNull(Migration.migrate(files, registry, options).block());
    }
  }

  private void report(Path directory, MigrationReport report) {
    report.warnings().forEach(warning -> LOG.warn(YamlImportException.text(warning)));
    if (!report.success() && properties.onFailure() == OnFailure.STOP) {
      throw new YamlImportException(directory, report);
    }
    report
        .failures()
        .forEach(failure -> LOG.warn("Not imported: " + YamlImportException.text(failure)));
    LOG.info(
        "Imported %d templates from %s, %d were there, %d deleted, %d failed"
            .formatted(
                report.migrated(),
                directory,
                report.unchanged(),
                report.deleted(),
                report.failureCount()));
  }
}
