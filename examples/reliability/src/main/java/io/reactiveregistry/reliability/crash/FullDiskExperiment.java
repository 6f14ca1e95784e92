package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets there be no room: on the disk, in a file, in the map. */
final class FullDiskExperiment implements Experiment {

  private static final long DISK_BYTES = 16L << 20;
  private static final long FILE_BYTES = 4L << 20;
  private static final long MAP_BYTES = 4L << 20;
  private static final long GREAT_MAP = 1L << 30;
  private static final String WRONG = "wrong ";
  private static final int MOST_VIOLATIONS = 5;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "full-disk";
  }

  @Override
  public String promise() {
    return "R5";
  }

  @Override
  public String description() {
    return "fills a disk, the greatest file the system allows, and the map, reads, deletes half, and goes on without a restart; writes fail in the right error only, and nothing acknowledged is lost";
  }

  @Override
  public Result run(Run run) throws Exception {
    int cycles = run.scale().choose(4, 200);
    // The reserve for deletions is for about twenty such fillings.
    int cyclesToTheLastPage = run.scale().choose(3, 15);
    Native.requireCommand("prlimit", "prlimit (apt-get install util-linux)");
    List<Filling> fillings = new ArrayList<>();
    // A greatest length of a file leaves no room for deletions, so it is not filled to the last
    // page.
    fillings.add(
        new Scenario("file", GREAT_MAP, false, "prlimit", "--fsize=" + FILE_BYTES)
            .fill(run, run.newDirectory("file"), cycles));
    for (boolean toTheLastPage : new boolean[] {false, true}) {
      int times = toTheLastPage ? cyclesToTheLastPage : cycles;
      fillings.add(
          new Scenario("map", MAP_BYTES, toTheLastPage).fill(run, run.newDirectory("map"), times));
      try (LoopDisk disk = LoopDisk.create(run.newDirectory("disk"), DISK_BYTES)) {
        fillings.add(new Scenario("disk", GREAT_MAP, toTheLastPage).fill(run, disk.root(), times));
      }
    }
    Filling lies =
        new Scenario("control", MAP_BYTES, true, true, List.of())
            .fill(run, run.newDirectory("control"), 1);
    return new Result(
        String.join("; ", fillings.stream().map(Filling::figures).toList()),
        fillings.stream().flatMap(filling -> filling.wrong.stream()).toList(),
        List.of(
            new Result.Control(
                "takes refused writes for written",
                lies.wrong.stream().anyMatch(wrong -> wrong.contains(": expected ")),
                lies.wrong.isEmpty() ? "nothing noticed" : lies.wrong.get(0))));
  }

  /**
   * What is filled.
   *
   * @param toTheLastPage whether also with small templates, so that nothing at all has room
   * @param lying whether to take refused writes for written: the lie that must be noticed
   * @param wrapper a command that runs the child
   */
  private record Scenario(
      String what, long maxMapSize, boolean toTheLastPage, boolean lying, List<String> wrapper) {

    Scenario(String what, long maxMapSize, boolean toTheLastPage, String... wrapper) {
      this(what, maxMapSize, toTheLastPage, false, List.of(wrapper));
    }

    Filling fill(Run run, Path directory, int cycles) throws IOException, InterruptedException {
      try (ChildJvm child =
          ChildJvm.running(FillingMain.class, run.newDirectory("scratch"))
              .within(wrapper.toArray(String[]::new))
              .arguments(directory.resolve("store"), cycles, maxMapSize, lying, toTheLastPage)
              .start()) {
        List<String> wrong = new ArrayList<>();
        String figures = "ended early";
        for (String line = child.readLine(); line != null; line = child.readLine()) {
          if (line.startsWith(WRONG)) {
            wrong.add("%s: %s".formatted(name(), line.substring(WRONG.length())));
          } else if (line.startsWith("done ")) {
            String[] numbers = line.split(" ", 4);
            figures =
                "%s saves done, %s saves and %s deletions refused"
                    .formatted(numbers[1], numbers[2], numbers[3]);
          }
        }
        ChildJvm.End end = child.await(LIMIT);
        if (end.exitCode() != 0) {
          wrong.add("%s: the process ended with %s: %s".formatted(name(), end, child.errors()));
        }
        String summary = "%s filled %d times (%s)".formatted(name(), cycles, figures);
        run.progress().accept(summary);
        return new Filling(summary, wrong.subList(0, Math.min(MOST_VIOLATIONS, wrong.size())));
      }
    }

    private String name() {
      return what + (toTheLastPage ? " to the last page" : "");
    }
  }

  private record Filling(String figures, List<String> wrong) {}
}
