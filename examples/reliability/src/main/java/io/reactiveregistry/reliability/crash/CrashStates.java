package io.reactiveregistry.reliability.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The states in which crashes at any moment of a recorded run may leave a store. */
final class CrashStates {

  private static final int MOST_VIOLATIONS = 5;

  /** One state of this many is opened with LMDB in a child too. */
  private static final int OPENED_WITH_LMDB = 20;

  private final List<Recording.Call> calls;
  private final long seed;
  private final Path store;
  private final RoundChild child;

  /**
   * @param directory where the states are made
   * @param child opens some of them with LMDB
   */
  CrashStates(List<Recording.Call> calls, long seed, Path directory, RoundChild child)
      throws IOException {
    this.calls = calls;
    this.seed = seed;
    this.store = Files.createTempDirectory(directory, "store-");
    this.child = child;
  }

  /**
   * Looks at this many states, evenly spread over the moments of the run.
   *
   * @param keepsOrder false for the control: a disk that ignores syncs
   */
  void examine(int states, RandomGenerator random, boolean keepsOrder, Tally tally)
      throws IOException {
    List<Commit> commits = commits();
    int begin = calls.indexOf(new Recording.Mark(0)) + 1;
    int moments = (int) calls.stream().skip(begin).filter(CrashStates::changes).count();
    Path file = store.resolve("data.mdb");
    Files.deleteIfExists(file);
    try (Disk disk = new Disk(file, keepsOrder)) {
      for (Recording.Call call : calls.subList(0, begin)) {
        disk.complete(call);
      }
      disk.settleAll();
      int commit = 0;
      int moment = 0;
      for (Recording.Call call : calls.subList(begin, calls.size())) {
        if (changes(call)) {
          int count = states * (moment + 1) / moments - states * moment / moments;
          List<Commit> allowed = commits.subList(commit, commit + (isCommit(call) ? 2 : 1));
          for (int i = 0; i < count; i++) {
            disk.crash(call, random);
            look(file, allowed, moment, tally);
            disk.heal(call);
          }
          moment++;
        }
        disk.complete(call);
        commit += isCommit(call) ? 1 : 0;
      }
    }
  }

  private static boolean changes(Recording.Call call) {
    return !(call instanceof Recording.Mark);
  }

  private static boolean isCommit(Recording.Call call) {
    return call instanceof Recording.Write write && write.durable();
  }

  private void look(Path file, List<Commit> allowed, int moment, Tally tally) throws IOException {
    String wrong = null;
    try {
      long digest = StoreDigest.of(file);
      if (allowed.stream().noneMatch(commit -> commit.digest == digest)) {
        wrong = "it is neither the commit before nor the one being written";
      }
    } catch (IOException damaged) {
      wrong = damaged.toString();
    }
    if (wrong == null && tally.states % OPENED_WITH_LMDB == 0) {
      tally.opened++;
      List<String> found = open(file);
      wrong =
          allowed.stream().anyMatch(commit -> commit.state.equals(found))
              ? null
              : "LMDB finds something else: " + found;
    }
    tally.add(wrong == null ? null : "seed %d, moment %d: %s".formatted(seed, moment, wrong));
  }

  /** What the store holds after each commit, which the units that were acknowledged confirm. */
  private List<Commit> commits() throws IOException {
    List<Commit> commits = new ArrayList<>();
    Ledger ledger = new Ledger(seed, store.resolveSibling("expected-" + store.getFileName()));
    Path file = store.resolve("data.mdb");
    try (Disk disk = new Disk(file, true)) {
      boolean begun = false;
      for (Recording.Call call : calls) {
        disk.complete(call);
        begun |= call.equals(new Recording.Mark(0));
        if (call instanceof Recording.Mark mark) {
          ledger.acknowledge(mark.number());
        }
        if (begun && (isCommit(call) || commits.isEmpty())) {
          List<String> state = open(file);
          @Nullable String wrong = ledger.settle(state, RecordedMain.WINDOW + 1);
          if (wrong != null) {
            throw new IOException("The recorded run itself went wrong: " + wrong);
          }
          commits.add(new Commit(StoreDigest.of(file), state));
        }
      }
    }
    return commits;
  }

  private List<String> open(Path file) throws IOException {
    Path copy = store.resolveSibling("opened");
    Files.createDirectories(copy);
    Files.deleteIfExists(copy.resolve("lock.mdb"));
    Files.copy(file, copy.resolve("data.mdb"), StandardCopyOption.REPLACE_EXISTING);
    RoundReply reply = child.run(new RoundMain.Round(copy, seed, 0, Fault.NONE, false));
    return reply.ended() && reply.broken().isEmpty()
        ? reply.state()
        : List.of("the child ended: " + reply);
  }

  private record Commit(long digest, List<String> state) {}

  /** Counts states. */
  static final class Tally {

    private final List<String> violations = new ArrayList<>();
    private int states;
    private int opened;
    private int inconsistent;

    void add(@Nullable String wrong) {
      states++;
      if (wrong != null) {
        inconsistent++;
        if (violations.size() < MOST_VIOLATIONS) {
          violations.add(wrong);
        }
      }
    }

    int states() {
      return states;
    }

    int opened() {
      return opened;
    }

    int inconsistent() {
      return inconsistent;
    }

    List<String> violations() {
      return violations;
    }
  }
}
