package io.reactiveregistry.model;

import io.reactiveregistry.IdRange;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Draws commands about a few ids and versions, so few that the commands meet each other. */
final class Vocabulary {

  /** Ids that look like keys of versions, that sort unlike UTF-16, and that just fit. */
  private static final List<String> IDS =
      List.of(
          "a",
          "a:b",
          "a:1.0.0",
          "a:b:c",
          "a/b",
          "aa",
          "b",
          "ü",
          "\uE000",
          "\uFFFD",
          "\uD83D\uDC4B",
          "l".repeat(490));

  /** In their order, oldest first. */
  private static final List<String> VERSIONS =
      List.of("0.1.0", "1.0.0-rc.2", "1.0.0-rc.10", "1.0.0", "2.0.0", "10.0.0", "draft");

  private static final List<String> BAD_IDS =
      Collections.unmodifiableList(
          Arrays.asList(null, "", " ", "a\nb", "a\0", "\uD83D", "x".repeat(512)));

  private static final List<String> BAD_VERSIONS = List.of("", "1:0", "1\n", "v".repeat(511));

  private static final List<String> PREFIXES = List.of("", "a", "a:", "l", "\uE000", "zz");

  private final RandomGenerator random;
  private final String prefix;
  private final IntSupplier numbers;
  private final boolean alone;

  private Vocabulary(RandomGenerator random, String prefix, IntSupplier numbers, boolean alone) {
    this.random = random;
    this.prefix = prefix;
    this.numbers = numbers;
    this.alone = alone;
  }

  /** For the only client of a store: everything. */
  static Vocabulary ofTheOnlyClient(RandomGenerator random) {
    return new Vocabulary(random, "", () -> random.nextInt(24), true);
  }

  /**
   * For one of several clients: only what does not depend on the others.
   *
   * @param prefix what the ids of this client begin with
   * @param numbers the numbers of its drafts
   */
  static Vocabulary ofOneClient(RandomGenerator random, String prefix, IntSupplier numbers) {
    return new Vocabulary(random, prefix, numbers, false);
  }

  static boolean isBadId(String id) {
    return BAD_IDS.contains(id);
  }

  static boolean isBadVersion(String version) {
    return BAD_VERSIONS.contains(version);
  }

  static Comparator<String> orderOfVersions() {
    return Comparator.comparing(VERSIONS::indexOf);
  }

  /** The ids of a client that templates can have. */
  static List<String> ids(String prefix) {
    return IDS.stream().map(id -> withPrefix(prefix, id)).toList();
  }

  private static String withPrefix(String prefix, String id) {
    return prefix + id.substring(0, Math.min(id.length(), 490 - prefix.length()));
  }

  Command next() {
    if (!alone) {
      return random.nextBoolean() ? readOfIds() : write();
    }
    return switch (random.nextInt(5)) {
      case 0, 1 -> read();
      case 2, 3 -> write();
      default -> event();
    };
  }

  private Command event() {
    return switch (random.nextInt(24)) {
      case 0 -> new Events.Reopen();
      case 1, 2 -> new Events.OpenAnotherHandle();
      case 3 -> new Events.CloseAnotherHandle();
      case 4, 5 -> new Events.AnotherProgramSaves(draft());
      case 6 -> new Events.AnotherProgramDeletes(goodId());
      case 7, 8, 9 -> new Events.SaveAndCancel(draft());
      case 10, 11 -> oneOf(List.of(Writes.Refused.values()));
      default -> read();
    };
  }

  private Command read() {
    return switch (random.nextInt(8)) {
      case 0 -> new Reads.Count();
      case 1 -> new Reads.Metadata();
      default -> readOfIds();
    };
  }

  private Command readOfIds() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> new Reads.Load(id());
      case 2, 3 -> new Reads.LoadVersion(id(), version());
      case 4 -> new Reads.Find(id());
      case 5 -> new Reads.Exists(id());
      case 6 -> new Reads.LoadAll(several(6, this::idNotNull));
      case 7 -> new Reads.ListVersions(id());
      default -> new Reads.ListIds(range(), random.nextBoolean() ? 100 : random.nextInt(1, 5));
    };
  }

  private Command write() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4 -> new Writes.Save(draft());
      case 5, 6 -> new Writes.SaveBatch(several(8, this::draft));
      case 7 ->
          new Writes.SaveAll(
              several(12, this::draft), random.nextInt(1, 6), random.nextInt(4) == 0);
      case 8, 9 -> new Writes.Delete(id());
      case 10 -> new Writes.DeleteBatch(several(3, this::id));
      default -> new Writes.Burst(several(8, this::draft));
    };
  }

  private IdRange range() {
    IdRange range = IdRange.prefix(prefix + PREFIXES.get(random.nextInt(PREFIXES.size())));
    return switch (random.nextInt(4)) {
      case 0 -> range.after(goodId());
      case 1 -> range.after(prefix + "a:".repeat(random.nextInt(400)));
      default -> range;
    };
  }

  private Draft draft() {
    return new Draft(goodId(), oneOf(VERSIONS), numbers.getAsInt());
  }

  private String goodId() {
    return withPrefix(prefix, oneOf(IDS));
  }

  private String id() {
    return random.nextInt(40) == 0 ? oneOf(BAD_IDS) : goodId();
  }

  private String idNotNull() {
    String id = id();
    return id == null ? "" : id;
  }

  private String version() {
    return random.nextInt(40) == 0 ? oneOf(BAD_VERSIONS) : oneOf(VERSIONS);
  }

  private <T> List<T> several(int most, Supplier<T> each) {
    int count = random.nextInt(most + 1);
    return Stream.generate(each).limit(count).toList();
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
