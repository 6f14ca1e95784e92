package io.reactiveregistry.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Deleted;
import io.reactiveregistry.TemplateChange.LabelMoved;
import io.reactiveregistry.TemplateChange.Resync;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateChange.VersionDeleted;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of the log of changes, which stores keep, and what is refused in their place. */
class ChangeRecordTest {

  private static final long REVISION = 7;

  private static final ChangeRecord OF_EACH_KIND =
      new ChangeRecord(
          300,
          List.of(
              new Saved(REVISION, "a", "1.0.0"),
              new Deleted(REVISION, "\u00FC:b"),
              new VersionDeleted(REVISION, "a", "2.0.0-rc.1"),
              new LabelMoved(REVISION, "a", "live", "1.0.0"),
              new LabelMoved(REVISION, "a", "next", null),
              new Resync(REVISION)));

  static Stream<Arguments> goldenBytes() {
    return Stream.of(
        arguments(new Saved(REVISION, "a", "1.0.0"), "93 01 a161 a5312e302e30", "ce06493a12"),
        arguments(new Deleted(REVISION, "\u00FC:b"), "92 02 a4c3bc3a62", "ce16d9d540"),
        arguments(
            new VersionDeleted(REVISION, "a", "1.0.0"), "93 03 a161 a5312e302e30", "ceebd8e073"),
        arguments(
            new LabelMoved(REVISION, "a", "live", "1.0.0"),
            "94 04 a161 a46c697665 a5312e302e30",
            "ce9441a2e4"),
        arguments(
            new LabelMoved(REVISION, "a", "live", null), "94 04 a161 a46c697665 c0", "ce1c4b48aa"),
        arguments(new Resync(REVISION), "91 05", "ceb94be614"));
  }

  /** Computed outside of this project; a change here breaks the log of every store. */
  @ParameterizedTest
  @MethodSource("goldenBytes")
  void anEntryTakesTheseBytes(TemplateChange change, String bytes, String checksum) {
    String expected =
        ("83" // a map of three entries
                + "a7 6f7264696e616c  2a" // ordinal: 42
                + "a7 6368616e676573  91" // changes: one
                + bytes
                + "a6 637263333263"
                + checksum)
            .replace(" ", "");
    ChangeRecord entry = new ChangeRecord(42, List.of(change));

    assertThat(HexFormat.of().formatHex(entry.encode())).isEqualTo(expected);
    assertThat(ChangeRecord.decode(REVISION, HexFormat.of().parseHex(expected))).isEqualTo(entry);
  }

  @Test
  void theChangesOfAnEntryKeepTheirOrder() {
    assertThat(ChangeRecord.decode(REVISION, OF_EACH_KIND.encode())).isEqualTo(OF_EACH_KIND);
  }

  @Test
  void theRevisionIsThatOfTheKey() {
    assertThat(ChangeRecord.decode(8, OF_EACH_KIND.encode()).changes())
        .hasSize(6)
        .extracting(TemplateChange::revision)
        .containsOnly(8L);
  }

  @Test
  void whereTheRevisionGrowsTheEntrySaysByHowMuch() {
    ChangeRecord entry =
        new ChangeRecord(
            42, List.of(new Deleted(REVISION, "a"), new Deleted(8, "b"), new Resync(300)));

    byte[] bytes = entry.encode();

    assertThat(HexFormat.of().formatHex(bytes))
        .contains("6368616e676573" + "95" + "9202a161" + "01" + "9202a162" + "cd0124" + "9105");
    assertThat(ChangeRecord.decode(REVISION, bytes)).isEqualTo(entry);
    assertThat(ChangeRecord.decode(1007, bytes).changes())
        .extracting(TemplateChange::revision)
        .containsExactly(1007L, 1008L, 1300L);
  }

  @Property(tries = 150)
  void decodingGivesWhatWasEncoded(
      @ForAll @LongRange(min = 0) long ordinal, @ForAll("changes") List<TemplateChange> changes) {
    ChangeRecord entry = new ChangeRecord(ordinal, changes);

    assertThat(ChangeRecord.decode(REVISION, entry.encode())).isEqualTo(entry);
  }

  @Test
  void aLongEntrySurvives() {
    List<TemplateChange> changes = new ArrayList<>();
    for (int i = 0; i < 70_000; i++) {
      changes.add(new Saved(REVISION, "template/" + i, "1.0.0"));
    }
    ChangeRecord entry = new ChangeRecord(Long.MAX_VALUE, changes);

    assertThat(ChangeRecord.decode(REVISION, entry.encode())).isEqualTo(entry);
  }

  @Test
  void everyFlippedBitIsNoticed() {
    byte[] bytes = OF_EACH_KIND.encode();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));

      assertRefused("bit " + bit, damaged);
    }
  }

  @Test
  void everyTruncationAndEveryByteTooManyIsNoticed() {
    byte[] bytes = OF_EACH_KIND.encode();
    for (int length = 0; length < bytes.length; length++) {
      assertRefused("length " + length, Arrays.copyOf(bytes, length));
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    for (int extra = 0; extra < 256; extra++) {
      longer[bytes.length] = (byte) extra;

      assertRefused("extra byte " + extra, longer);
    }
  }

  @Property(tries = 150)
  void arbitraryBytesAreRefused(@ForAll byte[] garbage) {
    assertRefused("garbage", garbage);
  }

  @Property(tries = 300)
  void arbitraryBytesUnderARightChecksumGiveAnEntryOrOneKindOfError(@ForAll byte[] garbage) {
    decodeOrRefuse(RecordChecksum.seal(garbage));
  }

  @Property(tries = 300)
  void anEntryOverwrittenAnywhereUnderARightChecksumGivesAnEntryOrOneKindOfError(
      @ForAll("changes") List<TemplateChange> changes, @ForAll int place, @ForAll byte damage) {
    byte[] bytes = new ChangeRecord(1, changes).encode();
    byte[] body = Arrays.copyOf(bytes, RecordChecksum.find(bytes, 0, bytes.length));
    body[Math.floorMod(place, body.length)] = damage;

    decodeOrRefuse(RecordChecksum.seal(body));
  }

  static Stream<Arguments> hostileBytes() {
    return Stream.of(
        arguments("nothing", ""),
        arguments("a list", "90"),
        arguments("an empty map", "81"),
        arguments("no changes", entry("82", "a76f7264696e616c 01", "")),
        arguments("no ordinal", entry("82", "", "a76368616e676573 91 9105")),
        arguments("nil as ordinal", entry("83", "a76f7264696e616c c0", changes("91 9105"))),
        arguments("a text as ordinal", entry("83", "a76f7264696e616c a131", changes("91 9105"))),
        arguments("a fraction as ordinal", ordinal("cb3ff8000000000000")),
        arguments("a negative ordinal", ordinal("ff")),
        arguments("an ordinal of 2^63", ordinal("cf8000000000000000")),
        arguments("a map as changes", entryOf("80")),
        arguments("nil as changes", entryOf("c0")),
        arguments("no change at all", entryOf("90")),
        arguments("2^31-1 changes", entryOf("dd7fffffff")),
        arguments("2^32-1 changes", entryOf("ddffffffff")),
        arguments("nil as a change", entryOf("91 c0")),
        arguments("a number as a change", entryOf("91 01")),
        arguments("a revision that grows before the first change", entryOf("92 01 9105")),
        arguments("a revision that grows by nothing", entryOf("93 9105 00 9105")),
        arguments("a revision that shrinks", entryOf("93 9105 ff 9105")),
        arguments("a revision beyond 2^63", entryOf("93 9105 cf7fffffffffffffff 9105")),
        arguments("a map as a change", entryOf("91 80")),
        arguments("a change without kind", entryOf("91 90")),
        arguments("nil as kind", entryOf("91 91c0")),
        arguments("a text as kind", entryOf("91 91a131")),
        arguments("kind 0", entryOf("91 9100")),
        arguments("kind 6", entryOf("91 9106")),
        arguments("kind 2^32+5", entryOf("91 91cf0000000100000005")),
        arguments("saved without version", entryOf("91 9201a161")),
        arguments("saved with nil as version", entryOf("91 9301a161c0")),
        arguments("saved with a number as id", entryOf("91 930101a131")),
        arguments("saved with more than it has", entryOf("91 9401a161a131a132")),
        arguments("deleted without id", entryOf("91 9102")),
        arguments("deleted with nil as id", entryOf("91 9202c0")),
        arguments("version deleted without version", entryOf("91 9203a161")),
        arguments("label moved without version", entryOf("91 9304a161a16c")),
        arguments("label moved with nil as label", entryOf("91 9404a161c0a131")),
        arguments("label moved with a number as version", entryOf("91 9404a161a16c01")),
        arguments("resync with an id", entryOf("91 9205a161")),
        arguments("an id that is not UTF-8", entryOf("91 9202a2c0af")),
        arguments("33 nested lists", entryOf("91".repeat(33) + "05")),
        arguments("100,000 nested lists", entryOf("91".repeat(100_000) + "05")),
        arguments("bytes behind its end", entryOf("91 9105") + "c0"));
  }

  private static String ordinal(String bytes) {
    return entry("83", "a76f7264696e616c " + bytes, changes("91 9105"));
  }

  private static String entryOf(String changes) {
    return entry("83", "a76f7264696e616c 01", changes(changes));
  }

  private static String changes(String bytes) {
    return "a76368616e676573 " + bytes;
  }

  private static String entry(String header, String ordinal, String changes) {
    return header + ordinal + changes;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileBytes")
  void whatIsNoEntryIsRefusedAlthoughItsChecksumIsRight(String what, String bytes) {
    byte[] sealed = RecordChecksum.seal(HexFormat.of().parseHex(bytes.replace(" ", "")));

    assertRefused(what, sealed);
  }

  @Test
  void aCountThatIsNotTrueTakesNoMemory() {
    byte[] sealed =
        RecordChecksum.seal(HexFormat.of().parseHex(entryOf("dd7fffffff").replace(" ", "")));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertRefused("once, to load what it needs", sealed);
    long before = threads.getCurrentThreadAllocatedBytes();

    assertRefused("2^31-1 changes", sealed);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
  }

  private static void decodeOrRefuse(byte[] bytes) {
    try {
      assertThat(ChangeRecord.decode(REVISION, bytes).changes()).isNotEmpty();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  private static void assertRefused(String what, byte[] bytes) {
    assertThatIllegalArgumentException()
        .as(what)
        .isThrownBy(() -> ChangeRecord.decode(REVISION, bytes));
  }

  @Provide
  Arbitrary<List<TemplateChange>> changes() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('\0', '\u07FF').ofMinLength(1).ofMaxLength(40),
            Arbitraries.of("a:1.0.0", "\uD83D\uDE80", "\uFFFD", "x".repeat(511)));
    Arbitrary<TemplateChange> change =
        Arbitraries.oneOf(
            Combinators.combine(texts, texts).as((id, version) -> new Saved(REVISION, id, version)),
            texts.map(id -> new Deleted(REVISION, id)),
            Combinators.combine(texts, texts)
                .as((id, version) -> new VersionDeleted(REVISION, id, version)),
            Combinators.combine(texts, texts, texts.injectNull(0.3))
                .as((id, label, version) -> new LabelMoved(REVISION, id, label, version)),
            Arbitraries.just(new Resync(REVISION)));
    return change.list().ofMinSize(1).ofMaxSize(20);
  }
}
