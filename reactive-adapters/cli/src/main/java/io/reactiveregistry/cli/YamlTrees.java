package io.reactiveregistry.cli;

import io.reactiveregistry.yaml.YamlRegistry;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens trees of YAML files so that a mistyped path is not taken for an empty tree. */
final class YamlTrees {

  private YamlTrees() {}

  static YamlRegistry openExisting(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(
          ExitCodes.IO,
          "no-directory",
          Files.exists(directory)
              ? "%s is not a directory; give the directory with the YAML files".formatted(directory)
              : "There is no directory %s; check the path".formatted(directory));
    }
    return YamlRegistry.open(directory);
  }

  static YamlRegistry openOrCreate(Path directory) {
    return YamlRegistry.builder(directory).createDirectory(true).open();
  }
}
