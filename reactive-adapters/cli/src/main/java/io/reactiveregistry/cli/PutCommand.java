package io.reactiveregistry.cli;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code registry put}. */
@Command(
    name = "put",
    description =
        "Saves templates from YAML files, all in one transaction. If one is broken, none is saved. Makes the store if it is not there, but not with --if-hash.")
final class PutCommand implements Callable<Integer> {

  /** How a batch names the member that it is refused for. */
  private static final Pattern MEMBER = Pattern.compile("specs\\[(\\d+)](?:\\.(.+))?");

  private static final String INVALID = "invalid-template";

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "YAML files; - is the standard input.")
  private List<String> files = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  @ArgGroup private Expectation expectation = new Expectation();

  /** At most one of them is given. */
  private static final class Expectation {

    @Option(
        names = "--if-absent",
        required = true,
        description = "Save it only when no template has its id. Takes one file.")
    private boolean absent;

    @Option(
        names = "--if-hash",
        paramLabel = "HASH",
        required = true,
        converter = HashCondition.class,
        description =
            "Save it only when the current version has this content hash, which 'registry get --format hash' prints. Takes one file.")
    private WriteCondition hash = WriteCondition.any();

    boolean ofHash() {
      return !hash.equals(WriteCondition.any());
    }

    WriteCondition condition() {
      return absent ? WriteCondition.absent() : hash;
    }
  }

  private record Result(int saved, long revision, List<Findings.Item> warnings) {}

  PutCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    WriteCondition condition = expectation.condition();
    if (files.size() > 1 && !condition.equals(WriteCondition.any())) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--if-absent and --if-hash take one file, but %d are given".formatted(files.size()));
    }
    TemplateFiles read = new TemplateFiles(console.in());
    files.forEach(read::read);
    if (!read.failures().isEmpty()) {
      throw read.unreadable()
          ? nothingSaved(ExitCodes.IO, "unreadable-file", read.failures())
          : nothingSaved(ExitCodes.ITEMS, INVALID, read.failures());
    }
    try (LmdbRegistry registry = open()) {
      print(save(registry, read.templates(), condition), read.warnings());
    }
    return ExitCodes.OK;
  }

  /** A store without a template cannot have the one that --if-hash expects, so none is made. */
  private LmdbRegistry open() {
    return expectation.ofHash() ? Stores.openExisting(store) : Stores.openOrCreate(store);
  }

  private Commit save(
      LmdbRegistry registry, List<TemplateSpec> templates, WriteCondition condition) {
    try {
      return Objects.requireNonNull(
          (condition.equals(WriteCondition.any())
                  ? registry.saveBatch(templates)
                  : registry
                      .save(templates.get(0), condition)
                      .onErrorMap(InvalidTemplateException.class, e -> e.within("specs[0]")))
              .block());
    } catch (InvalidTemplateException e) {
      Matcher member = MEMBER.matcher(e.path());
      if (!member.matches()) {
        throw e;
      }
      String file = TemplateFiles.displayName(files.get(Integer.parseInt(member.group(1))));
      String reason = member.group(2) == null ? e.reason() : member.group(2) + ": " + e.reason();
      throw nothingSaved(
          ExitCodes.ITEMS, INVALID, List.of(new Finding(Severity.ERROR, file, reason)));
    }
  }

  private CommandFailure nothingSaved(int exitCode, String code, List<Finding> failures) {
    return new CommandFailure(
        exitCode,
        code,
        "Nothing was saved; %d of %d files cannot be used".formatted(failures.size(), files.size()),
        failures);
  }

  private void print(Commit commit, List<Finding> warnings) {
    if (console.json()) {
      console.printJson(new Result(commit.saved(), commit.revision(), Findings.toJson(warnings)));
    } else {
      Findings.print(console, warnings.size(), warnings);
      console.println(
          String.format(
              Locale.ROOT, "Saved %d templates (revision %d)", commit.saved(), commit.revision()));
    }
  }
}
