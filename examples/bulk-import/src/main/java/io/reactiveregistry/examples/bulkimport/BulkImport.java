package io.reactiveregistry.examples.bulkimport;

import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code bulk-import}. */
@Command(
    name = "bulk-import",
    description =
        "Streams templates into a store, in batches that are in as a whole or not at all. Running it again overwrites what is in.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all templates are in",
      "1:some were refused; all others are in, unless the last line says something else",
      "2:the command line is wrong",
      "3:the store or the source cannot be used",
      "130:interrupted; the last line says how many templates are in"
    })
public final class BulkImport implements Callable<Integer> {

  private static final int USUAL_COUNT = 1_000_000;
  private static final String USUAL_BATCH_SIZE = "1000";

  /** From this one on, the JDK warns of every first use of {@code sun.misc.Unsafe}. */
  private static final int FIRST_RELEASE_THAT_WARNS = 24;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = "bulk-store",
      description = "The directory of the store, made if it is not there: ${DEFAULT-VALUE}.")
  private Path store = Path.of("");

  @ArgGroup private Source source = new Source();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = USUAL_BATCH_SIZE,
      description = "Templates of one transaction: ${DEFAULT-VALUE}. Two batches are in memory.")
  private int batchSize;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  /** Where the templates come from; one of these. */
  private static final class Source {

    @Option(
        names = "--count",
        paramLabel = "N",
        description = "That many generated templates: a million if nothing else is said.")
    private int count = USUAL_COUNT;

    @Option(
        names = "--ndjson",
        paramLabel = "FILE",
        description = "A file with one template in JSON on each line.")
    private @Nullable Path file;

    @Option(
        names = "--folder",
        paramLabel = "DIR",
        description = "A folder of YAML files with one template in each.")
    private @Nullable Path folder;
  }

  private BulkImport() {}

  /** Runs the import and ends the process with its exit code. */
  public static void main(String[] args) {
    if (Runtime.version().feature() >= FIRST_RELEASE_THAT_WARNS) {
      // jffi and MessagePack have another way, and read these properties when they are first used.
      System.setProperty("jffi.unsafe.disabled", "true");
      System.setProperty("msgpack.universal-buffer", "true");
    }
    ErrorLines.endWithoutMemory();
    ErrorLines errors = new ErrorLines();
    System.exit(
        new CommandLine(new BulkImport())
            .setParameterExceptionHandler(errors)
            .setExecutionExceptionHandler(errors)
            .execute(args));
  }

  @Override
  @SuppressWarnings("try") // the interruption only has to be there meanwhile
  public Integer call() {
    requirePositive("--batch-size", batchSize);
    TemplateSource templates = source();
    ImportRun run = new ImportRun(batchSize);
    try (Interruption interruption = new Interruption(run::stop);
        LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      return importAll(run, registry, templates);
    }
  }

  private int importAll(ImportRun run, LmdbRegistry registry, TemplateSource templates) {
    long startedAt = System.nanoTime();
    Refusals refusals;
    try (Progress progress = Progress.show(templates.count())) {
      refusals = new Refusals(progress::print);
      run.run(registry, templates, refusals, progress).block();
    } catch (CancellationException e) {
      System.err.printf(
          Locale.ROOT,
          "Interrupted; %,d templates are in, whole batches only. Running it again overwrites them and goes on.%n",
          run.saved());
      return ExitCodes.INTERRUPTED;
    } catch (RegistryException e) {
      System.err.printf(Locale.ROOT, "%,d templates are in, then something failed%n", run.saved());
      throw e;
    }
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "Saved %,d templates in %,d batches within %.1f s (%,.0f/s), in a heap of %d MB; the store %s holds %,d%n",
        run.saved(),
        run.batches(),
        seconds,
        run.saved() / seconds,
        Runtime.getRuntime().maxMemory() >> 20,
        store,
        registry.count().block());
    if (refusals.count() > 0) {
      System.err.printf(Locale.ROOT, "%,d were refused, see above%n", refusals.count());
      return ExitCodes.ITEMS;
    }
    return ExitCodes.OK;
  }

  private TemplateSource source() {
    if (source.file != null) {
      requireThere(source.file, Files.isRegularFile(source.file), "there is no such file");
      return new TemplateFile(source.file);
    }
    if (source.folder != null) {
      requireThere(source.folder, Files.isDirectory(source.folder), "there is no such folder");
      return new TemplateFolder(source.folder);
    }
    requirePositive("--count", source.count);
    return new GeneratedTemplates(source.count);
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), "%s must be at least 1, not %d".formatted(option, value));
    }
  }

  /** Before the store is opened: a mistyped path must not make one. */
  private static void requireThere(Path path, boolean there, String otherwise) {
    if (!there) {
      throw new StorageException(path.toString(), "read the templates", new IOException(otherwise));
    }
  }
}
