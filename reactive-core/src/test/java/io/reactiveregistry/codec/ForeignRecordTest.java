package io.reactiveregistry.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of the Python original, of other programs and of later versions of this library. */
class ForeignRecordTest {

  private final TemplateDecoder decoder = new TemplateDecoder();

  @Test
  void aRecordOfTheOriginalIsRead() {
    TemplateSpec spec =
        TemplateSpec.builder("a")
            .version("1.0.0")
            .template("T")
            .input("name", InputSpec.required(InputType.STRING))
            .metadata("owner", "x")
            .build();

    assertThat(decode(ForeignRecords.withoutChecksum(spec))).isEqualTo(spec);
  }

  @Test
  void whatIsMissingTakesItsDefault() {
    byte[] record = HandMadeRecord.startOfA(2).withoutChecksum();

    assertThat(decode(record)).isEqualTo(TemplateSpec.builder("a").template("T").build());
    assertThat(decoder.versionOf(record, 0, record.length)).isEqualTo("0.1.0");
  }

  @Test
  void nilIsTheSameAsMissing() {
    byte[] record =
        HandMadeRecord.startOfA(6)
            .text("version")
            .hex("c0")
            .text("description")
            .hex("c0")
            .text("inputs")
            .hex("c0")
            .text("metadata")
            .hex("c0")
            .withoutChecksum();

    assertThat(decode(record)).isEqualTo(TemplateSpec.builder("a").template("T").build());
    assertThat(decoder.versionOf(record, 0, record.length)).isEqualTo("0.1.0");
  }

  @Test
  void anEmptyInputIsARequiredText() {
    byte[] record =
        HandMadeRecord.startOfA(3).text("inputs").map(1).text("i").map(0).withoutChecksum();

    assertThat(decode(record).inputs()).containsEntry("i", InputSpec.required(InputType.STRING));
  }

  @Test
  void keysMayStandInAnyOrder() {
    byte[] record =
        HandMadeRecord.withEntries(4)
            .text("metadata")
            .map(0)
            .text("template")
            .text("T")
            .text("version")
            .text("2")
            .text("id")
            .text("a")
            .withoutChecksum();

    assertThat(decode(record))
        .isEqualTo(TemplateSpec.builder("a").version("2").template("T").build());
    assertThat(decoder.versionOf(record, 0, record.length)).isEqualTo("2");
  }

  @Test
  void longFormsOfHeadersAndNumbersAreRead() {
    byte[] record =
        new byte[] {
          (byte) 0xDE,
          0,
          2, // map16
          (byte) 0xD9,
          2,
          'i',
          'd', // str8
          (byte) 0xDA,
          0,
          1,
          'a', // str16
          (byte) 0xA8,
          't',
          'e',
          'm',
          'p',
          'l',
          'a',
          't',
          'e',
          (byte) 0xDB,
          0,
          0,
          0,
          1,
          'T' // str32
        };

    assertThat(decode(record).template()).isEqualTo("T");
  }

  @Test
  void aFloat32IsRead() {
    byte[] record =
        HandMadeRecord.startOfA(3)
            .text("metadata")
            .map(1)
            .text("m")
            .hex("ca3fc00000")
            .withoutChecksum();

    assertThat(decode(record).metadata()).containsEntry("m", 1.5);
  }

  @Test
  void unknownKeysAreSkippedWhereTheChecksumIsRight() {
    byte[] record =
        HandMadeRecord.startOfA(5)
            .text("later")
            .hex("93 01 81 a16b c0 a178")
            .text("also")
            .hex("c3")
            .withChecksum();

    assertThat(decode(record)).isEqualTo(TemplateSpec.builder("a").template("T").build());
  }

  /** Without a checksum of their own, these records end with bytes that look like one. */
  @ParameterizedTest
  @ValueSource(longs = {5, 200, 40_000, 4_000_000_000L})
  void metadataThatEndLikeAChecksumAreNotTakenForOne(long value) {
    TemplateSpec spec = TemplateSpec.builder("a").metadata("crc32c", value).build();

    assertThat(decode(ForeignRecords.withoutChecksum(spec))).isEqualTo(spec);
  }

  @Test
  void metadataThatEndWithTheRightChecksumByChanceAreNotTakenForOne() {
    byte[] record = HandMadeRecord.startOfA(3).text("metadata").map(1).withChecksum();

    assertThat(decode(record).metadata()).containsOnlyKeys("crc32c");
  }

  private TemplateSpec decode(byte[] record) {
    return decoder.decode("a", record, 0, record.length);
  }
}
