package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a child writes.
 *
 * @param window units that may be under way at once
 * @param early whether to acknowledge before a unit is written: the lie that must be noticed
 */
record WriterOptions(
    int window, Durability durability, boolean writeMap, int readerThreads, boolean early) {

  /** Small, so that it has to grow now and then. */
  private static final long MAP_SIZE = 1 << 20;

  /** Enough for everything that is ever written. */
  private static final int CHANGES = 10_000_000;

  static WriterOptions random(RandomGenerator random, List<Durability> durabilities) {
    return new WriterOptions(
        1 + random.nextInt(16),
        durabilities.get(random.nextInt(durabilities.size())),
        random.nextInt(5) == 0,
        1 + random.nextInt(3),
        false);
  }

  WriterOptions lying() {
    return new WriterOptions(window, durability, writeMap, readerThreads, true);
  }

  /** So that other processes can use the store at the same time. */
  WriterOptions sharing() {
    return new WriterOptions(window, durability, /* writeMap= */ false, readerThreads, early);
  }

  List<String> arguments() {
    return List.of(
        Integer.toString(window),
        durability.name(),
        Boolean.toString(writeMap),
        Integer.toString(readerThreads),
        Boolean.toString(early));
  }

  static WriterOptions parse(List<String> arguments) {
    return new WriterOptions(
        Integer.parseInt(arguments.get(0)),
        Durability.valueOf(arguments.get(1)),
        Boolean.parseBoolean(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        Boolean.parseBoolean(arguments.get(4)));
  }

  LmdbRegistry open(Path store) {
    return builder(store)
        .durability(durability)
        .writeMap(writeMap)
        .readerThreads(readerThreads)
        .open();
  }

  /** What all who use the store at the same time have in common. */
  static LmdbRegistryBuilder builder(Path store) {
    return LmdbRegistry.builder(store).mapSize(MAP_SIZE).changeLogCapacity(CHANGES);
  }
}
