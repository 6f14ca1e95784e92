package io.reactiveregistry.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.CorruptTemplateException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damage to a record of ours is always noticed. */
class DamagedRecordTest {

  private final TemplateDecoder decoder = new TemplateDecoder();

  static Stream<TemplateSpec> templates() {
    return Stream.of(
        TemplateSpec.builder("a").build(),
        TemplateSpec.builder("support/reply:formal")
            .version("1.2.3")
            .description("Ünïcode")
            .template("Dear {{ name }}, 👋".repeat(10))
            .input("name", InputSpec.required(InputType.STRING))
            .input("tags", InputSpec.optional(InputType.STRING_ARRAY, List.of("a", "b")))
            .metadata("owner", "team")
            .metadata("nested", Map.of("n", List.of(1, 2.5, true)))
            .build(),
        // Its metadata end like a record: a flip must not turn one checksum into the other.
        TemplateSpec.builder("a").metadata("crc32c", 5).build(),
        TemplateSpec.builder("a").metadata("crc32c", 0xFFFFFFFFL).build());
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyFlippedBitIsNoticed(TemplateSpec spec) {
    byte[] record = TemplateEncoder.encode(spec);
    for (int bit = 0; bit < record.length * 8; bit++) {
      byte[] damaged = record.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));

      assertRefused(spec.id(), damaged, damaged.length, "bit " + bit);
    }
  }

  /** With fewer entries announced, the record of the default version seems to be whole. */
  @ParameterizedTest
  @MethodSource("templates")
  void everyWrongNumberOfEntriesIsNoticed(TemplateSpec spec) {
    byte[] record = TemplateEncoder.encode(spec);
    for (int count = 0; count < 7; count++) {
      byte[] damaged = record.clone();
      damaged[0] = (byte) (0x80 | count);

      assertRefused(spec.id(), damaged, damaged.length, count + " entries");
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyTruncationIsNoticed(TemplateSpec spec) {
    byte[] record = TemplateEncoder.encode(spec);
    for (int length = 0; length < record.length; length++) {
      assertRefused(spec.id(), record, length, "length " + length);
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyByteTooManyIsNoticed(TemplateSpec spec) {
    byte[] record = TemplateEncoder.encode(spec);
    byte[] longer = Arrays.copyOf(record, record.length + 1);
    for (int extra = 0; extra < 256; extra++) {
      longer[record.length] = (byte) extra;

      assertRefused(spec.id(), longer, longer.length, "extra byte " + extra);
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void truncationAndExtraBytesAreNoticedWithoutAChecksumToo(TemplateSpec spec) {
    byte[] record = ForeignRecords.withoutChecksum(spec);
    for (int length = 0; length < record.length; length++) {
      assertRefused(spec.id(), record, length, "length " + length);
    }
    assertRefused(spec.id(), Arrays.copyOf(record, record.length + 1), record.length + 1, "extra");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void theErrorNamesTheTemplateAndTheChecksum(TemplateSpec spec) {
    byte[] record = TemplateEncoder.encode(spec);
    record[record.length / 2] ^= 1;

    assertThatThrownBy(() -> decoder.decode(spec.id(), record, 0, record.length))
        .isInstanceOf(CorruptTemplateException.class)
        .hasMessageContaining("'" + spec.id() + "'")
        .hasMessageContaining("its checksum does not match its bytes");
    assertThat(decoder.versionOf(record, 0, record.length)).isNull();
  }

  private void assertRefused(String id, byte[] bytes, int length, String what) {
    assertThatThrownBy(() -> decoder.decode(id, bytes, 0, length))
        .as(what)
        .isInstanceOf(CorruptTemplateException.class);
    assertThat(decoder.versionOf(bytes, 0, length)).as("version, " + what).isNull();
  }
}
