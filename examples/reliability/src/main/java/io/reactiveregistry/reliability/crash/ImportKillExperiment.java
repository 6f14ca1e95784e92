package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.cli.RegistryCli;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.migration.Migration;
import io.reactiveregistry.migration.MigrationOptions;
import io.reactiveregistry.migration.VerificationReport;
import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.yaml.YamlRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Kills imports at random moments, and imports again. */
final class ImportKillExperiment implements Experiment {

  private static final int TEMPLATES = 500;
  private static final int BATCH = 10;
  private static final int CONTROL_KILLS = 4;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final MigrationOptions RESUME =
      MigrationOptions.builder()
          .overwrite(true)
          .versions(MigrationOptions.Versions.CURRENT)
          .build();

  @Override
  public String name() {
    return "import-kill";
  }

  @Override
  public String promise() {
    return "R18";
  }

  @Override
  public String description() {
    return "kills an import of YAML files at random moments; whole batches are there and nothing else, and importing again finishes the job";
  }

  @Override
  public Result run(Run run) throws Exception {
    Path yaml = run.newDirectory("yaml");
    try (YamlRegistry source = YamlRegistry.open(yaml)) {
      source.saveBatch(templates()).block();
      long nanos = duration(run, yaml);
      int kills = run.scale().choose(6, 200) / 2;
      List<Callable<Imports>> jobs = new ArrayList<>();
      for (int part = 0; part < 2; part++) {
        RandomGenerator random = run.random(part);
        jobs.add(() -> new Imports(run, yaml, source, nanos).kill(kills, random, BATCH));
      }
      List<Imports> imports = TwoAtOnce.run(jobs);
      Imports single = new Imports(run, yaml, source, nanos).kill(CONTROL_KILLS, run.random(2), 1);
      return new Result(
          "%d kills, of which %d amid the import of %,d templates; %d violations"
              .formatted(
                  2 * kills,
                  imports.stream().mapToInt(part -> part.amid).sum(),
                  TEMPLATES,
                  imports.stream().mapToInt(part -> part.violations.size()).sum()),
          imports.stream().flatMap(part -> part.violations.stream()).toList(),
          List.of(
              new Result.Control(
                  "each template a batch of its own",
                  !single.violations.isEmpty(),
                  "noticed after %d of %d kills"
                      .formatted(single.violations.size(), CONTROL_KILLS))));
    }
  }

  private static List<TemplateSpec> templates() {
    return IntStream.range(0, TEMPLATES)
        .mapToObj(
            number ->
                TemplateSpec.builder("import/prompt-%04d".formatted(number))
                    .template("Answer question %d.".formatted(number))
                    .build())
        .toList();
  }

  private static ChildJvm start(Path scratch, Path yaml, Path store, int batch) throws IOException {
    return ChildJvm.running(RegistryCli.class, scratch)
        .arguments("migrate", yaml, store, "--batch-size", batch)
        .start();
  }

  /** How long an import takes from its first commit on. */
  private static long duration(Run run, Path yaml) throws IOException, InterruptedException {
    Path scratch = run.newDirectory("measured");
    Path store = scratch.resolve("store");
    try (ChildJvm child = start(scratch, yaml, store, BATCH)) {
      awaitCommit(child, store);
      long begin = System.nanoTime();
      ChildJvm.End end = child.await(LIMIT);
      if (end.exitCode() != 0) {
        throw new IOException("The import ended with %s: %s".formatted(end, child.errors()));
      }
      return System.nanoTime() - begin;
    }
  }

  /** The store appears at a stroke; what is written to its file after that are templates. */
  private static void awaitCommit(ChildJvm child, Path store) throws IOException {
    Path data = store.resolve("data.mdb");
    @Nullable FileTime made = null;
    while (child.isAlive()) {
      if (Files.exists(data)) {
        FileTime modified = Files.getLastModifiedTime(data);
        if (made != null && !modified.equals(made)) {
          return;
        }
        made = modified;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** Imports that are killed, and what was found afterwards. */
  private static final class Imports {

    private final Run run;
    private final Path yaml;
    private final YamlRegistry source;
    private final long nanos;
    private final List<String> violations = new ArrayList<>();
    private int amid;

    Imports(Run run, Path yaml, YamlRegistry source, long nanos) {
      this.run = run;
      this.yaml = yaml;
      this.source = source;
      this.nanos = nanos;
    }

    Imports kill(int kills, RandomGenerator random, int batch) throws IOException {
      for (int kill = 0; kill < kills; kill++) {
        kill(random, batch);
      }
      return this;
    }

    private void kill(RandomGenerator random, int batch) throws IOException {
      Path scratch = run.newDirectory("killed");
      Path store = scratch.resolve("store");
      try (ChildJvm child = start(scratch, yaml, store, batch)) {
        awaitCommit(child, store);
        LockSupport.parkNanos(random.nextLong(nanos));
        child.kill();
      }
      @Nullable String wrong = check(store);
      if (wrong != null) {
        violations.add(wrong);
      }
    }

    private @Nullable String check(Path store) {
      try (LmdbRegistry target = LmdbRegistry.builder(store).open()) {
        long count = target.count().blockOptional().orElseThrow();
        amid += count > 0 && count < TEMPLATES ? 1 : 0;
        VerificationReport before = verify(target);
        if (count % BATCH != 0 || before.mismatchedCount() + before.extraCount() > 0) {
          return "%d templates were there, %d of them wrong"
              .formatted(count, before.mismatchedCount() + before.extraCount());
        }
        long migrated =
            Migration.migrate(source, target, RESUME).blockOptional().orElseThrow().migrated();
        VerificationReport after = verify(target);
        return migrated == TEMPLATES - count && after.verified() == TEMPLATES
            ? null
            : "after %d came %d, and then %d of %d were right"
                .formatted(count, migrated, after.verified(), TEMPLATES);
      }
    }

    private VerificationReport verify(LmdbRegistry target) {
      return Migration.verify(source, target, RESUME).blockOptional().orElseThrow();
    }
  }
}
