package io.reactiveregistry.cli;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.yaml.YamlTemplates;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry get}. */
@Command(
    name = "get",
    description = "Prints a template: the current version, or the one that is asked for.")
final class GetCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(index = "1", paramLabel = "ID", description = "The id of the template.")
  private String id = "";

  @Option(names = "--version", paramLabel = "V", description = "That version, not the current one.")
  private @Nullable String version;

  @Option(
      names = "--format",
      paramLabel = "F",
      description =
          "yaml (the default), json, or template: the text alone, exactly as it is. With --json, it is json.")
  private Format format = Format.YAML;

  GetCommand(Console console) {
    this.console = console;
  }

  private enum Format {
    YAML {
      @Override
      String print(TemplateSpec spec) {
        return YamlTemplates.format(spec);
      }
    },
    JSON {
      @Override
      String print(TemplateSpec spec) {
        return Console.toJson(TemplateJson.of(spec)) + "\n";
      }
    },
    TEMPLATE {
      @Override
      String print(TemplateSpec spec) {
        return spec.template();
      }
    };

    abstract String print(TemplateSpec spec);
  }

  @Override
  public Integer call() {
    TemplateSpec spec;
    try (LmdbRegistry registry = Stores.openForReading(store)) {
      spec =
          Objects.requireNonNull(
              (version == null ? registry.load(id) : registry.load(id, version)).block());
    }
    console.print((console.json() ? Format.JSON : format).print(spec));
    return ExitCodes.OK;
  }
}
