package io.reactiveregistry.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bytes on disk, which other languages read and write: computed outside of this project by a
 * MessagePack encoder and a CRC-32C written for the purpose. A change here breaks every store.
 */
class RecordFormatTest {

  private static final TemplateSpec SMALLEST = TemplateSpec.builder("a").build();

  private static final String SMALLEST_RECORD =
      "87" // a map of seven entries
          + "a2 6964  a1 61" // id: a
          + "a7 76657273696f6e  a5 302e312e30" // version: 0.1.0
          + "ab 6465736372697074696f6e  c0" // description: nil
          + "a8 74656d706c617465  a0" // template: empty
          + "a6 696e70757473  80" // inputs: none
          + "a8 6d65746164617461  80" // metadata: none
          + "a6 637263333263  ce d8912077"; // crc32c of all before, as uint32

  private static final TemplateSpec FULL =
      TemplateSpec.builder("greet/ü:1")
          .version("2.0.0")
          .description("Says hello")
          .template("Hello {{ name }}! 👋")
          .input("name", new InputSpec(InputType.STRING, true, null, "Who"))
          .input("count", InputSpec.optional(InputType.NUMBER, -33))
          .input("loud", InputSpec.optional(InputType.BOOLEAN, false))
          .input("tags", InputSpec.optional(InputType.STRING_ARRAY, List.of("x", "y")))
          .input("extra", InputSpec.optional(InputType.OBJECT, Map.of("k", 1.5)))
          .metadata("z", null)
          .metadata("a", true)
          .metadata("big", Long.MAX_VALUE)
          .metadata("small", Long.MIN_VALUE)
          .metadata("u8", 200)
          .metadata("u16", 40_000)
          .metadata("u32", 4_000_000_000L)
          .metadata("list", List.of(1, List.of(), Map.of()))
          .metadata("long", "0123456789".repeat(4))
          .build();

  private static final String FULL_RECORD =
      "87"
          + "a2 6964  aa 67726565742fc3bc3a31" // id: the ü takes two bytes
          + "a7 76657273696f6e  a5 322e302e30"
          + "ab 6465736372697074696f6e  aa 536179732068656c6c6f"
          + "a8 74656d706c617465  b6 48656c6c6f207b7b206e616d65207d7d2120f09f918b"
          + "a6 696e70757473  85"
          + "a4 6e616d65  84" // name: the only input of four entries, as it has a description
          + "a4 74797065  a6 737472696e67"
          + "a8 7265717569726564  c3"
          + "a7 64656661756c74  c0"
          + "ab 6465736372697074696f6e  a3 57686f"
          + "a5 636f756e74  83" // count: -33 does not fit a negative fixint, so it is an int8
          + "a4 74797065  a6 6e756d626572"
          + "a8 7265717569726564  c2"
          + "a7 64656661756c74  d0 df"
          + "a4 6c6f7564  83" // loud
          + "a4 74797065  a7 626f6f6c65616e"
          + "a8 7265717569726564  c2"
          + "a7 64656661756c74  c2"
          + "a4 74616773  83" // tags
          + "a4 74797065  ad 61727261793c737472696e673e"
          + "a8 7265717569726564  c2"
          + "a7 64656661756c74  92 a1 78 a1 79"
          + "a5 6578747261  83" // extra: 1.5 as float64
          + "a4 74797065  a6 6f626a656374"
          + "a8 7265717569726564  c2"
          + "a7 64656661756c74  81 a1 6b cb 3ff8000000000000"
          + "a8 6d65746164617461  89" // metadata, in the author's order
          + "a1 7a  c0"
          + "a1 61  c3"
          + "a3 626967  cf 7fffffffffffffff"
          + "a5 736d616c6c  d3 8000000000000000"
          + "a2 7538  cc c8"
          + "a3 753136  cd 9c40"
          + "a3 753332  ce ee6b2800"
          + "a4 6c697374  93 01 90 80"
          + "a4 6c6f6e67  d9 28" // long: 40 bytes, a str8
          + "30313233343536373839303132333435363738393031323334353637383930313233343536373839"
          + "a6 637263333263  ce 47b30b09";

  @Test
  void theSmallestTemplateTakesTheseBytes() {
    assertThat(hex(TemplateEncoder.encode(SMALLEST))).isEqualTo(digits(SMALLEST_RECORD));
  }

  @Test
  void aTemplateWithEverythingTakesTheseBytes() {
    assertThat(hex(TemplateEncoder.encode(FULL))).isEqualTo(digits(FULL_RECORD));
  }

  @Test
  void theseBytesGiveTheTemplates() {
    assertThat(decode("a", SMALLEST_RECORD)).isEqualTo(SMALLEST);
    assertThat(decode("greet/ü:1", FULL_RECORD)).isEqualTo(FULL);
  }

  @Test
  void theOrderOfKeysSurvives() {
    TemplateSpec decoded = decode("greet/ü:1", FULL_RECORD);

    assertThat(decoded.inputs().keySet()).containsExactly("name", "count", "loud", "tags", "extra");
    assertThat(decoded.metadata().keySet())
        .containsExactly("z", "a", "big", "small", "u8", "u16", "u32", "list", "long");
  }

  @Test
  void theDecodedTemplateCarriesTheCallersId() {
    String id = new String(new char[] {'a'});

    assertThat(decode(id, SMALLEST_RECORD).id()).isSameAs(id);
  }

  @Test
  void aRecordMayStandAnywhereInABuffer() {
    byte[] record = TemplateEncoder.encode(FULL);
    byte[] buffer = new byte[record.length + 20];
    Arrays.fill(buffer, (byte) 0xC1);
    System.arraycopy(record, 0, buffer, 7, record.length);
    TemplateDecoder decoder = new TemplateDecoder();

    assertThat(decoder.decode(FULL.id(), buffer, 7, record.length)).isEqualTo(FULL);
    assertThat(decoder.versionOf(buffer, 7, record.length)).isEqualTo("2.0.0");
  }

  @Test
  void textsOfEveryHeaderFormSurvive() {
    for (int length : new int[] {0, 31, 32, 255, 256, 511, 512, 65_535, 65_536, 200_000}) {
      TemplateSpec spec = TemplateSpec.builder("a").template("é".repeat(length)).build();
      byte[] record = TemplateEncoder.encode(spec);

      assertThat(new TemplateDecoder().decode("a", record, 0, record.length)).isEqualTo(spec);
    }
  }

  /** Four bytes can have any checksum; these were computed backwards from it. */
  @ParameterizedTest
  @CsvSource({
    "ab9be09b, 00",
    "7517be30, 7f",
    "c90e0366, cc80",
    "17825dcd, ccff",
    "9ec7cb65, cd0100",
    "90ad1b4c, cdffff",
    "e6c1ede3, ce00010000",
    "ffffffff, ceffffffff"
  })
  void theChecksumTakesItsSmallestForm(String body, String checksum) {
    byte[] sealed = RecordChecksum.seal(HexFormat.of().parseHex(body));

    assertThat(hex(sealed)).isEqualTo(body + "a6637263333263" + checksum);
    assertThat(RecordChecksum.find(sealed, 0, sealed.length)).isEqualTo(4);
    assertThat(RecordChecksum.matches(sealed, 0, 4, sealed.length)).isTrue();
  }

  @Test
  void manyThreadsEncodeTheSameBytes() {
    byte[] expected = TemplateEncoder.encode(FULL);

    assertThat(
            IntStream.range(0, 2_000)
                .parallel()
                .allMatch(i -> Arrays.equals(TemplateEncoder.encode(FULL), expected)))
        .isTrue();
  }

  private static TemplateSpec decode(String id, String record) {
    byte[] bytes = HexFormat.of().parseHex(digits(record));
    return new TemplateDecoder().decode(id, bytes, 0, bytes.length);
  }

  private static String digits(String record) {
    return record.replace(" ", "");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
