package io.reactiveregistry.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program: runs the parts asked for, prints the ratios and writes them down. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares the registry with hand-written code in one run, as ratios of throughput.",
      "Contenders take turns in rounds; a ratio is the median of the ratios of the rounds."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all was run, and with --check every bar was held",
      "1:with --check, a bar was missed, or something could not be measured",
      "2:the command line was not understood",
      "3:the benchmark could not be run"
    })
public final class Benchmarks implements Callable<Integer> {

  static final int HELD = 0;
  static final int MISSED = 1;
  static final int FAILED = 3;

  @Spec private @Nullable CommandSpec command;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "Run only this part (or these): ${COMPLETION-CANDIDATES}.")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--quick",
      description = "Less of everything, in about two minutes; ratios are rougher.")
  private boolean quick;

  @Option(names = "--check", description = "Fail when a bar is missed, or not measured.")
  private boolean check;

  @Option(
      names = "--output",
      paramLabel = "DIRECTORY",
      defaultValue = "target/benchmarks",
      description = {
        "Where results.md, results.csv, rounds.csv and ratios.svg go (${DEFAULT-VALUE}).",
        "The stores stand there too while the benchmark runs, so it should be on a real disk."
      })
  private Path output = Path.of("target/benchmarks");

  private final @Nullable Scale givenScale;

  private Benchmarks(@Nullable Scale givenScale) {
    this.givenScale = givenScale;
  }

  /** Runs the program and ends the Java virtual machine with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(null).execute(arguments));
  }

  /**
   * The program as an object.
   *
   * @param scale how much to do, whatever the arguments say; null to obey them
   */
  static CommandLine commandLine(@Nullable Scale scale) {
    return new CommandLine(new Benchmarks(scale))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              failure.printStackTrace(commandLine.getErr());
              return FAILED;
            });
  }

  @Override
  public Integer call() throws Exception {
    Results results = new Results();
    try (WorkingDirectory directory = WorkingDirectory.in(output.toAbsolutePath())) {
      run(new Setting(scale(), directory, this::reportProgress), results);
    }
    String report = MarkdownReport.of(results);
    writer().print(report);
    writer().flush();
    write(results, report);
    return check && !results.isHeld() ? MISSED : HELD;
  }

  Scale scale() {
    if (givenScale != null) {
      return givenScale;
    }
    return quick ? Scale.QUICK : Scale.FULL;
  }

  Set<Part> parts() {
    return parts;
  }

  private void run(Setting setting, Results results) throws Exception {
    if (parts.contains(Part.LOAD) || parts.contains(Part.SEQUENTIAL)) {
      try (LoadBenchmark loads = new LoadBenchmark(setting)) {
        if (parts.contains(Part.LOAD)) {
          loads.concurrent(results);
        }
        if (parts.contains(Part.SEQUENTIAL)) {
          loads.sequential(results);
        }
      }
    }
    if (parts.contains(Part.SAVE)) {
      new SaveBenchmark(setting).run(results);
    }
    if (parts.contains(Part.BATCH)) {
      new BatchBenchmark(setting).run(results);
    }
    if (parts.contains(Part.CHANGES)) {
      new ChangesBenchmark(setting).run(results);
    }
    if (parts.contains(Part.HISTORY)) {
      try (HistoryBenchmark history = new HistoryBenchmark(setting)) {
        history.run(results);
      }
    }
    if (parts.contains(Part.VAULT)) {
      try (VaultBenchmark vault = new VaultBenchmark(setting)) {
        vault.run(results);
      }
    }
    if (parts.contains(Part.METRICS)) {
      new MetricsBenchmark(setting).run(results);
    }
    if (parts.contains(Part.RENDERING)) {
      try (RenderingBenchmark rendering = new RenderingBenchmark(setting)) {
        rendering.run(results);
      }
    }
    if (parts.contains(Part.HTTP)) {
      new HttpBenchmark(setting).run(results);
    }
    if (parts.contains(Part.IMPORT)) {
      new ImportBenchmark(setting).run(results);
    }
    if (parts.contains(Part.CLIENTS)) {
      new ConnectedClients(setting).run(results);
    }
    if (parts.contains(Part.MILLION)) {
      new SmallHeapImport(setting).run(results);
    }
  }

  private void write(Results results, String report) throws IOException {
    Files.writeString(output.resolve("results.md"), report);
    Files.writeString(output.resolve("results.csv"), CsvReport.ofRatios(results));
    Files.writeString(output.resolve("rounds.csv"), CsvReport.ofRounds(results));
    Files.writeString(output.resolve("ratios.svg"), RatioChart.of(results.ratios()));
    reportProgress("written to " + output.toAbsolutePath());
  }

  private PrintWriter writer() {
    return commandSpec().commandLine().getOut();
  }

  private void reportProgress(String message) {
    PrintWriter errors = commandSpec().commandLine().getErr();
    errors.println(message);
    errors.flush();
  }

  private CommandSpec commandSpec() {
    if (command == null) {
      throw new IllegalStateException("not run as a command");
    }
    return command;
  }
}
