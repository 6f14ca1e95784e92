package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Kills writers and those who follow their changes, and looks at what the latter were told. */
final class KillFeedExperiment implements Experiment {

  private static final int LIVING_MILLIS = 400;
  private static final int CONTROL_KILLS = 6;
  private static final int PROGRESS_EVERY = 50;
  private static final List<Durability> DURABILITIES =
      List.of(Durability.FULL, Durability.NO_META_SYNC);

  @Override
  public String name() {
    return "kill-feed";
  }

  @Override
  public String promise() {
    return "R21";
  }

  @Override
  public String description() {
    return "kills writers and subscribers at random moments; a subscriber that goes on is told each change once and in order, and none is missing";
  }

  @Override
  public Result run(Run run) throws Exception {
    int kills = run.scale().choose(12, 2_000) / 2;
    List<Callable<Outcome>> jobs =
        List.of(() -> inOneProcess(run, 0, kills, false), () -> inTwoProcesses(run, 1, kills));
    List<Outcome> outcomes = TwoAtOnce.run(jobs);
    Outcome late = inOneProcess(run, 2, CONTROL_KILLS, true);
    return new Result(
        "%,d kills of writers, half of which followed too, and %,d of other subscribers; %,d units acknowledged, %,d changes told once and in order"
            .formatted(
                outcomes.stream().mapToInt(outcome -> outcome.writer.deaths()).sum(),
                outcomes.stream().mapToInt(Outcome::followerDeaths).sum(),
                outcomes.stream().mapToLong(outcome -> outcome.writer.acknowledged()).sum(),
                outcomes.stream().mapToInt(outcome -> outcome.followed.told().size()).sum()),
        outcomes.stream().flatMap(outcome -> outcome.violations().stream()).toList(),
        List.of(
            new Result.Control(
                "a subscriber that goes on one change too late",
                late.wrong != null && late.wrong.startsWith("the log has"),
                "after %d kills: %s".formatted(late.writer.deaths(), late.wrong))));
  }

  /** Who writes follows too, and both die at the same moment. */
  private static Outcome inOneProcess(Run run, int part, int kills, boolean late)
      throws IOException {
    RandomGenerator random = run.random(part);
    Path directory = run.newDirectory(late ? "control" : "one-process");
    FollowedChanges followed = new FollowedChanges(late);
    DyingWriter writer =
        new DyingWriter(directory.resolve("store"), directory, run.seed() + part, followed);
    String wrong = write(run, part, writer, random, kills);
    return verdict(run, part, directory, writer, followed, 0, wrong);
  }

  /** One process writes, another one follows, and each dies when it will. */
  private static Outcome inTwoProcesses(Run run, int part, int kills) throws IOException {
    Path directory = run.newDirectory("two-processes");
    Path store = directory.resolve("store");
    WriterOptions.builder(store).open().close();
    FollowedChanges followed = new FollowedChanges(false);
    DyingWriter writer = new DyingWriter(store, directory, run.seed() + part);
    DyingFollower follower = new DyingFollower(store, directory, run.random(part + 100), followed);
    CompletableFuture<@Nullable String> writing =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return write(run, part, writer, run.random(part), kills);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            },
            writers -> new Thread(writers, "writers").start());
    String wrong = follower.follow(writing);
    String wrongWriting = writing.join();
    return verdict(
        run,
        part,
        directory,
        writer,
        followed,
        follower.deaths(),
        wrongWriting != null ? wrongWriting : wrong);
  }

  private static @Nullable String write(
      Run run, int part, DyingWriter writer, RandomGenerator random, int kills) throws IOException {
    for (int kill = 1; kill <= kills; kill++) {
      String wrong =
          writer.live(
              WriterOptions.random(random, DURABILITIES).sharing(),
              new DyingWriter.Death(
                  /* whileOpening= */ false,
                  Duration.ofMillis(random.nextInt(LIVING_MILLIS)),
                  ChildJvm::kill));
      if (wrong != null) {
        return wrong;
      }
      if (kill % PROGRESS_EVERY == 0) {
        run.progress().accept("%,d writers of store %d killed".formatted(kill, part));
      }
    }
    return writer.check(WriterOptions.random(random, DURABILITIES).sharing());
  }

  private static Outcome verdict(
      Run run,
      int part,
      Path directory,
      DyingWriter writer,
      FollowedChanges followed,
      int followerDeaths,
      @Nullable String wrong) {
    String verdict =
        wrong != null
            ? wrong
            : FeedVerdict.of(
                directory.resolve("store"), run.seed() + part, writer.units(), followed);
    return new Outcome(writer, followed, followerDeaths, verdict);
  }

  private record Outcome(
      DyingWriter writer, FollowedChanges followed, int followerDeaths, @Nullable String wrong) {

    List<String> violations() {
      return wrong == null ? List.of() : List.of(wrong);
    }
  }
}
