package io.reactiveregistry.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.CorruptTemplateException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes made to hurt: each is refused with a reason, whether or not its checksum is right. */
class HostileRecordTest {

  private final TemplateDecoder decoder = new TemplateDecoder();

  static Stream<Arguments> valuesInMetadata() {
    return Stream.of(
        arguments("list of 2^31-1 elements", "dd7fffffff", "elements where only"),
        arguments("list of 2^32-1 elements", "ddffffffff", ""),
        arguments("map of 2^30+1 entries", "df40000001", "entries where only"),
        arguments("map of 2^32-1 entries", "dfffffffff", ""),
        arguments("text of 2^31-1 bytes", "db7fffffff", "bytes of text where only"),
        arguments("text of 2^32-1 bytes", "dbffffffff", ""),
        arguments("half a list", "9201", ""),
        arguments("bytes", "c40101", "neither text, number"),
        arguments("extension", "d40101", "neither text, number"),
        arguments("time stamp", "d6ff00000000", "neither text, number"),
        arguments("the unused type byte", "c1", "not of the expected type"),
        arguments("2^64-1", "cfffffffffffffffff", "does not fit into 64 bits"),
        arguments("2^63", "cf8000000000000000", "does not fit into 64 bits"),
        arguments("NaN", "cb7ff8000000000000", "not a finite number"),
        arguments("infinity as float32", "ca7f800000", "not a finite number"),
        arguments("overlong UTF-8", "a2c0af", "not valid UTF-8"),
        arguments("overlong UTF-8 of NUL", "a2c080", "not valid UTF-8"),
        arguments("surrogate in UTF-8", "a3eda080", "not valid UTF-8"),
        arguments("UTF-8 beyond Unicode", "a4f4908080", "not valid UTF-8"),
        arguments("half a character", "a1c3", "not valid UTF-8"),
        arguments("the same key twice", "82a16b01a16b02", "stands twice"),
        arguments("a number as key", "810101", "not of the expected type"),
        arguments("bytes as key", "81c4016b01", "not of the expected type"),
        arguments("33 nested lists", "91".repeat(32) + "90", "nested more than"),
        arguments("33 nested maps", "81a16b".repeat(32) + "80", "nested more than"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valuesInMetadata")
  void isRefusedAsAValue(String what, String hex, String reason) {
    HandMadeRecord six = HandMadeRecord.startOfA(3).text("metadata").map(1).text("m").hex(hex);
    assertRefused(six.withoutChecksum(), reason);

    HandMadeRecord seven = HandMadeRecord.startOfA(4).text("metadata").map(1).text("m").hex(hex);
    assertRefused(seven.withChecksum(), "");
  }

  static Stream<Arguments> records() {
    return Stream.of(
        arguments("nothing", new byte[0], "ends in the middle"),
        arguments("no map", new byte[] {(byte) 0xC0}, "not of the expected type"),
        arguments("empty map", HandMadeRecord.withEntries(0).withoutChecksum(), "no id"),
        arguments(
            "no template",
            HandMadeRecord.withEntries(1).text("id").text("a").withoutChecksum(),
            "no template"),
        arguments(
            "no id",
            HandMadeRecord.withEntries(1).text("template").text("T").withoutChecksum(),
            "no id"),
        arguments(
            "another id",
            HandMadeRecord.withEntries(2)
                .text("id")
                .text("b")
                .text("template")
                .text("T")
                .withoutChecksum(),
            "another template"),
        arguments(
            "nil as template",
            HandMadeRecord.withEntries(2)
                .text("id")
                .text("a")
                .text("template")
                .hex("c0")
                .withoutChecksum(),
            "not of the expected type"),
        arguments(
            "a key twice",
            HandMadeRecord.startOfA(3).text("template").text("T").withoutChecksum(),
            "stands twice"),
        arguments(
            "unknown key without checksum",
            HandMadeRecord.startOfA(3).text("owner").text("x").withoutChecksum(),
            "unknown keys"),
        arguments(
            "checksum that is wrong",
            HandMadeRecord.startOfA(3).text("crc32c").hex("05").withoutChecksum(),
            "checksum"),
        arguments(
            "checksum that does not stand last",
            HandMadeRecord.startOfA(4)
                .text("crc32c")
                .hex("05")
                .text("version")
                .text("1")
                .withoutChecksum(),
            "checksum"),
        arguments(
            "number as version",
            HandMadeRecord.startOfA(3).text("version").hex("01").withoutChecksum(),
            "not of the expected type"),
        arguments(
            "version with a colon",
            HandMadeRecord.startOfA(3).text("version").text("1:2").withoutChecksum(),
            "version"),
        arguments(
            "list as metadata",
            HandMadeRecord.startOfA(3).text("metadata").hex("90").withoutChecksum(),
            "not of the expected type"),
        arguments(
            "inputs without bound",
            HandMadeRecord.startOfA(3).text("inputs").hex("df7fffffff").withoutChecksum(),
            "entries where only"),
        arguments(
            "unknown type of an input",
            input().text("type").text("integer").withoutChecksum(),
            "unknown type"),
        arguments(
            "unknown key of an input",
            input().text("typo").text("string").withoutChecksum(),
            "unknown key"),
        arguments(
            "default that contradicts the type",
            input().text("default").hex("01").withoutChecksum(),
            "default"),
        arguments(
            "text as required",
            input().text("required").text("yes").withoutChecksum(),
            "not of the expected type"),
        arguments(
            "the same input twice",
            HandMadeRecord.startOfA(3)
                .text("inputs")
                .map(2)
                .text("i")
                .map(0)
                .text("i")
                .map(0)
                .withoutChecksum(),
            "stands twice"),
        arguments(
            "100,000 nested lists as unknown value",
            HandMadeRecord.startOfA(4).text("later").repeated(100_000, "91").withChecksum(),
            "nested more than"));
  }

  private static HandMadeRecord input() {
    return HandMadeRecord.startOfA(3).text("inputs").map(1).text("i").map(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void isRefusedAsARecord(String what, byte[] record, String reason) {
    assertRefused(record, reason);
  }

  @Test
  void aHundredThousandLevelsAreRefusedInEveryPlace() {
    for (String key : new String[] {"metadata", "inputs", "description", "later"}) {
      for (String level : new String[] {"91", "81a16b"}) {
        assertRefused(
            HandMadeRecord.startOfA(4).text(key).repeated(100_000, level).withChecksum(), "");
      }
    }
  }

  @Test
  void thirtyTwoLevelsAreRead() {
    byte[] record =
        HandMadeRecord.startOfA(3)
            .text("metadata")
            .map(1)
            .text("m")
            .repeated(30, "91")
            .hex("90")
            .withoutChecksum();

    TemplateSpec spec = decoder.decode("a", record, 0, record.length);

    assertThat(TemplateEncoder.encode(spec)).isNotEmpty();
  }

  @Test
  void aDecoderThatHasRefusedARecordReadsTheNext() {
    assertRefused(HandMadeRecord.startOfA(3).text("metadata").hex("ce00").withoutChecksum(), "");
    byte[] record = HandMadeRecord.startOfA(2).withoutChecksum();

    assertThat(decoder.decode("a", record, 0, record.length).template()).isEqualTo("T");
  }

  @Test
  void aRangeOutsideOfTheBufferIsAnErrorOfTheCaller() {
    assertThatThrownBy(() -> decoder.decode("a", new byte[4], 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(decoder.versionOf(new byte[4], 2, 3)).isNull();
  }

  private void assertRefused(byte[] record, String reason) {
    assertThatThrownBy(() -> decoder.decode("a", record, 0, record.length))
        .isInstanceOfSatisfying(
            CorruptTemplateException.class,
            e -> {
              assertThat(e.id()).isEqualTo("a");
              assertThat(e.reason()).contains(reason);
            });
    decoder.versionOf(record, 0, record.length);
  }

  /** Where a value stands is worked out only for one that is refused. */
  @Test
  void aLongKeyOverManyValuesIsReadInProportionToTheRecord() {
    int size = 100_000;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    TemplateSpec spec =
        TemplateSpec.builder("a").metadata("k".repeat(size), Collections.nCopies(size, 1)).build();
    byte[] record = TemplateEncoder.encode(spec);
    long before = threads.getCurrentThreadAllocatedBytes();

    assertThat(decoder.decode("a", record, 0, record.length)).isEqualTo(spec);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .as("bytes of memory for a record of %d bytes", record.length)
        .isLessThan(100L * record.length);
  }
}
