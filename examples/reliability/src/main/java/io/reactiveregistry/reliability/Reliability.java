package io.reactiveregistry.reliability;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program: runs the experiments asked for and writes down what became of them. */
@Command(
    name = "reliability",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tries to break the registry: crashes, full and failing disks, damaged files, overload, misuse.",
      "Each experiment has controls: the same without a safeguard, which must fail."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every promise was kept and every control failed as it must",
      "1:a promise was broken, a control passed, or with --require-all something was skipped",
      "2:the command line was not understood",
      "3:an experiment could not be run"
    })
public final class Reliability implements Callable<Integer> {

  static final int HELD = 0;
  static final int BROKEN = 1;
  static final int FAILED = 3;

  @Spec private @Nullable CommandSpec command;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Run only this experiment (or these); --list names them.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--list", description = "Name the experiments and end.")
  private boolean list;

  @Option(
      names = "--long",
      description = "The long form: hours instead of minutes, for the figures in the docs.")
  private boolean longForm;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Repeat the chances of an earlier run; without it they are new each time.")
  private @Nullable Long seed;

  @Option(
      names = "--require-all",
      description = "Fail when this machine cannot do an experiment, instead of saying so.")
  private boolean requireAll;

  @Option(
      names = "--output",
      paramLabel = "DIRECTORY",
      defaultValue = "target/reliability",
      description = {
        "Where results.md goes (${DEFAULT-VALUE}).",
        "The stores stand there too meanwhile, so it should be on a real disk."
      })
  private Path output = Path.of("target/reliability");

  private Reliability() {}

  /** Runs the program and ends the Java virtual machine with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Reliability())
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              failure.printStackTrace(commandLine.getErr());
              return FAILED;
            });
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = commandSpec().commandLine().getOut();
    if (list) {
      for (Experiment experiment : Experiments.all()) {
        out.println(
            "%-20s %-4s %s"
                .formatted(experiment.name(), experiment.promise(), experiment.description()));
      }
      out.flush();
      return HELD;
    }
    long chosenSeed = seed != null ? seed : new SecureRandom().nextInt(1_000_000_000);
    Report report = new Report(out, longForm ? Scale.LONG : Scale.SHORT, chosenSeed);
    report.begin();
    for (Experiment experiment : chosen()) {
      run(experiment, chosenSeed, report);
    }
    Files.createDirectories(output);
    Files.writeString(output.resolve("results.md"), report.asMarkdown());
    report.end();
    return report.isHeld(requireAll) ? HELD : report.hasFailures() ? FAILED : BROKEN;
  }

  private void run(Experiment experiment, long chosenSeed, Report report) throws IOException {
    Files.createDirectories(output);
    Path directory = Files.createTempDirectory(output.toAbsolutePath(), experiment.name() + "-");
    long begin = System.nanoTime();
    boolean keep = false;
    try {
      report.started(experiment);
      Result result =
          experiment.run(
              new Run(
                  longForm ? Scale.LONG : Scale.SHORT, chosenSeed, directory, report::progress));
      keep = !result.held();
      report.finished(experiment, result, Duration.ofNanos(System.nanoTime() - begin));
    } catch (SkippedException skipped) {
      report.skipped(experiment, skipped);
    } catch (Exception e) {
      keep = true;
      report.failed(experiment, e);
    }
    if (keep) {
      report.progress("what it left is in " + directory);
    } else {
      delete(directory);
    }
  }

  private List<Experiment> chosen() {
    if (only.isEmpty()) {
      return Experiments.all();
    }
    List<Experiment> chosen = new ArrayList<>();
    for (String name : only) {
      chosen.add(
          Experiments.all().stream()
              .filter(experiment -> experiment.name().equals(name))
              .findAny()
              .orElseThrow(
                  () ->
                      new CommandLine.ParameterException(
                          commandSpec().commandLine(),
                          "There is no experiment '%s'; --list names them".formatted(name))));
    }
    return chosen;
  }

  /** A process that was killed or ends may delete files of its own at the same time. */
  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private CommandSpec commandSpec() {
    if (command == null) {
      throw new IllegalStateException("not run as a command");
    }
    return command;
  }
}
