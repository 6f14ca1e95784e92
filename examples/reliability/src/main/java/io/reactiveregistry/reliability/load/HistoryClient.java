package io.reactiveregistry.reliability.load;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.vault.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Reads and writes the few templates that all clients share, one call after the other. */
final class HistoryClient implements Callable<Void> {

  static final Duration ROUND = Duration.ofSeconds(1);

  private static final int IDS = 8;
  private static final int MEMBERS = 3;
  private static final int MAX_LENGTH = 300;
  private static final int STALE = 100;
  private static final List<String> LABELS = List.of("live", "next");
  private static final List<String> VERSIONS =
      IntStream.range(0, Templates.VERSIONS).mapToObj(number -> "1." + number).toList();

  private final History history;
  private final HistoryReader reader;
  private final HistoryWriter writer;
  private final RandomGenerator random;
  private final boolean stale;

  private HistoryClient(
      History history,
      HistoryReader reader,
      HistoryWriter writer,
      RandomGenerator random,
      boolean stale) {
    this.history = history;
    this.reader = reader;
    this.writer = writer;
    this.random = random;
    this.stale = stale;
  }

  /**
   * One that asks the store itself.
   *
   * @param stale whether one read in a hundred sees what was seen before
   */
  static HistoryClient direct(
      ReactiveRegistry registry, History history, RandomGenerator random, boolean stale) {
    HistoryReader reader = new HistoryReader(registry, history, /* cached= */ false);
    HistoryWriter writer = new HistoryWriter(registry, history, reader);
    return new HistoryClient(history, reader, writer, random, stale);
  }

  /** One that reads and writes through a Vault. */
  static HistoryClient cached(Vault vault, History history, RandomGenerator random) {
    HistoryReader reader = new HistoryReader(vault, history, /* cached= */ true);
    HistoryWriter writer = new HistoryWriter(vault, history, reader);
    return new HistoryClient(history, reader, writer, random, /* stale= */ false);
  }

  /** One round. */
  @Override
  public Void call() {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < ROUND.toNanos()) {
      if (random.nextInt(5) < 3) {
        read();
      } else {
        write();
      }
    }
    return null;
  }

  private void read() {
    if (stale && random.nextInt(STALE) == 0) {
      reader.readAgain(anyId());
      return;
    }
    switch (random.nextInt(10)) {
      case 0, 1 -> reader.readVersion(anyId(), anyVersion());
      case 2, 3 -> reader.readLabel(anyId(), anyLabel());
      case 4 -> reader.readPlaces(anyId(), LABELS);
      case 5 -> reader.readAll(someIds());
      case 6 -> someIds().forEach(reader::readCurrent);
      default -> reader.readCurrent(anyId());
    }
  }

  private void write() {
    switch (random.nextInt(20)) {
      case 0 -> writer.delete(anyId());
      case 1 -> writer.deleteBatch(someIds());
      case 2, 3, 4 -> writer.saveBatch(someIds().stream().map(this::next).toList());
      case 5, 6, 7 -> writer.moveLabels(List.of(move(anyId())));
      case 8 -> writer.moveLabels(someIds().stream().map(this::move).toList());
      case 9, 10, 11, 12, 13 -> writer.saveIfUnchanged(next(anyId()));
      default -> writer.save(next(anyId()));
    }
  }

  private TemplateSpec next(String id) {
    return Templates.of(id, history.now(), random.nextInt(MAX_LENGTH));
  }

  private Step.Move move(String id) {
    String label = anyLabel();
    String from = reader.known(Register.place(id, label));
    List<String> others = new ArrayList<>(VERSIONS);
    others.add(Register.ABSENT);
    others.remove(from);
    return new Step.Move(id, label, from, others.get(random.nextInt(others.size())));
  }

  private String anyId() {
    return "k" + random.nextInt(IDS);
  }

  private String anyVersion() {
    return VERSIONS.get(random.nextInt(VERSIONS.size()));
  }

  private String anyLabel() {
    return LABELS.get(random.nextInt(LABELS.size()));
  }

  /** Different ones in no order. */
  private List<String> someIds() {
    return random.ints(0, IDS).distinct().limit(MEMBERS).mapToObj(id -> "k" + id).toList();
  }
}
