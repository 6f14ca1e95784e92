package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.lmdb.Maintenance;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Damages copies of a store anywhere, and reads them. */
final class DamageExperiment implements Experiment {

  private static final int UNITS = 150;
  private static final int PAGE = 4096;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int CONTROL_FILES = 20;
  private static final int MOST_VIOLATIONS = 5;

  @Override
  public String name() {
    return "damage";
  }

  @Override
  public String promise() {
    return "R7";
  }

  @Override
  public String description() {
    return "flips bits, zeroes and swaps pages, zeroes the end in copies of a store and reads all of each; opening kills nobody, no content is served that was never written, and a check finds the damage";
  }

  @Override
  public Result run(Run run) throws Exception {
    SampleStore sample = SampleStore.create(run.newDirectory("sample"), run.seed(), UNITS);
    RandomGenerator random = run.random(0);
    Tally tally = new Tally(sample);
    try (Reader reader = new Reader(run.newDirectory("reader"))) {
      tally.healthy = reader.read(ReadMain.WITH_REGISTRY, sample.dataFile());
      int copies = run.scale().choose(50, 1_000);
      for (int copy = 0; copy < copies; copy++) {
        byte[] file = sample.dataFile();
        String damage = damage(file, random);
        tally.add(damage, reader.read(ReadMain.WITH_REGISTRY, file), check(run, file));
      }
      return new Result(
          tally.figures(),
          tally.violations.subList(0, Math.min(MOST_VIOLATIONS, tally.violations.size())),
          List.of(control(sample, reader, random)));
    }
  }

  private static String damage(byte[] file, RandomGenerator random) {
    int pages = file.length / PAGE;
    int page = random.nextInt(pages);
    switch (random.nextInt(4)) {
      case 0 -> {
        int flips = 1 + random.nextInt(8);
        for (int i = 0; i < flips; i++) {
          file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flips + " flipped bits";
      }
      case 1 -> {
        Arrays.fill(file, page * PAGE, (page + 1) * PAGE, (byte) 0);
        return "page %d zeroed".formatted(page);
      }
      case 2 -> {
        int from = random.nextInt(file.length);
        Arrays.fill(file, from, file.length, (byte) 0);
        return "zeros from byte %d".formatted(from);
      }
      default -> {
        int other = random.nextInt(pages);
        byte[] kept = Arrays.copyOfRange(file, page * PAGE, (page + 1) * PAGE);
        System.arraycopy(file, other * PAGE, file, page * PAGE, PAGE);
        System.arraycopy(kept, 0, file, other * PAGE, PAGE);
        return "pages %d and %d swapped".formatted(page, other);
      }
    }
  }

  /** Whether a check, in this very process, finds damage. */
  private static boolean check(Run run, byte[] file) throws IOException {
    Path store = run.newDirectory("checked");
    Path copy = store.resolve("data.mdb");
    Files.write(copy, file);
    try {
      return !Maintenance.check(store).blockOptional(LIMIT).orElseThrow().success();
    } catch (RegistryException refused) {
      return true;
    } finally {
      Files.delete(copy);
    }
  }

  /** LMDB alone has no checksums and serves whatever the pages say. */
  private static Result.Control control(SampleStore sample, Reader reader, RandomGenerator random)
      throws IOException {
    Reading healthy = reader.read(ReadMain.WITH_LMDB, sample.dataFile());
    int wrong = 0;
    for (int i = 0; i < CONTROL_FILES; i++) {
      byte[] file = sample.dataFile();
      for (int flip = 0; flip < 40; flip++) {
        file[2 * PAGE + random.nextInt(file.length - 2 * PAGE)] ^= (byte) (1 << random.nextInt(8));
      }
      Reading reading = reader.read(ReadMain.WITH_LMDB, file);
      wrong += healthy.loaded().containsAll(reading.loaded()) ? 0 : 1;
    }
    return new Result.Control(
        "LMDB without checksums",
        wrong > 0,
        "wrong content served from %d of %d copies".formatted(wrong, CONTROL_FILES));
  }

  /** Counts what became of the copies. */
  private static final class Tally {

    private final SampleStore sample;
    private final List<String> violations = new ArrayList<>();
    private Reading healthy = new Reading(false, false, null, Set.of(), 0);
    private int copies;
    private int neverWritten;
    private int unharmed;
    private int refusedToOpen;
    private int incomplete;
    private int stale;
    private int died;
    private int found;
    private int foundOfHarmed;

    Tally(SampleStore sample) {
      this.sample = sample;
    }

    void add(String damage, Reading reading, boolean foundByCheck) {
      copies++;
      found += foundByCheck ? 1 : 0;
      boolean isStale = false;
      for (String line : reading.loaded()) {
        if (!sample.wasWritten(line)) {
          neverWritten++;
          violations.add("%s: served '%s', which was never written".formatted(damage, line));
        }
        isStale |= !healthy.loaded().contains(line);
      }
      stale += isStale ? 1 : 0;
      if (reading.equals(healthy)) {
        unharmed++;
        return;
      }
      if (foundByCheck) {
        foundOfHarmed++;
      } else {
        violations.add("%s: %s, and a check found nothing".formatted(damage, reading.outcome()));
      }
      if (!reading.ended()) {
        died++;
        if (!reading.opened()) {
          violations.add("%s: opening it killed the process".formatted(damage));
        }
      } else if (!reading.opened()) {
        refusedToOpen++;
      } else {
        incomplete++;
      }
    }

    String figures() {
      return ("%,d damaged copies: %d read whole, %d refused to open, %d with errors or gaps, %d killed the process (LMDB trusts its pages), %d served older versions; "
              + "content never written: %d. A check in the same process found damage in %d, in %d of the %d that were harmed")
          .formatted(
              copies,
              unharmed,
              refusedToOpen,
              incomplete,
              died,
              stale,
              neverWritten,
              found,
              foundOfHarmed,
              copies - unharmed);
    }
  }
}
