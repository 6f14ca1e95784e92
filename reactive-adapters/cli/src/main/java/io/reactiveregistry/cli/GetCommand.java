package io.reactiveregistry.cli;

import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.json.AbsentFields;
import io.reactiveregistry.json.JsonTemplates;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.yaml.YamlTemplates;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Mono;

/** {@code registry get}. */
@Command(
    name = "get",
    description = "Prints a template: the current version, or the one that is asked for.")
final class GetCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "ID",
      description =
          "The id of the template. Where no template has it, ID:VERSION is that version, and ID@LABEL the one on which the label stands.")
  private String id = "";

  @Option(names = "--version", paramLabel = "V", description = "That version, not the current one.")
  private @Nullable String version;

  @Option(
      names = "--format",
      paramLabel = "F",
      description =
          "yaml (the default), json, template: the text alone, exactly as it is, or hash: the content hash, as 'registry put --if-hash' takes it. With --json, it is json.")
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
        return Console.toJson(JsonTemplates.fields(spec, AbsentFields.NULL)) + "\n";
      }
    },
    TEMPLATE {
      @Override
      String print(TemplateSpec spec) {
        return spec.template();
      }
    },
    HASH {
      @Override
      String print(TemplateSpec spec) {
        return spec.contentHash() + "\n";
      }
    };

    abstract String print(TemplateSpec spec);
  }

  @Override
  public Integer call() {
    TemplateSpec spec;
    try (LmdbRegistry registry = Stores.openForReading(store)) {
      spec = Objects.requireNonNull(load(registry).block());
    }
    console.print((console.json() ? Format.JSON : format).print(spec));
    return ExitCodes.OK;
  }

  private Mono<TemplateSpec> load(LmdbRegistry registry) {
    return version == null
        ? registry.find(id).switchIfEmpty(Mono.defer(() -> registry.load(TemplateRef.parse(id))))
        : registry.load(id, version);
  }
}
