package io.reactiveregistry.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredIntegerTest {

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, cc80",
    "256, cd0100",
    "65536, ce00010000",
    "1767225600, ce6955b900",
    "4294967296, cf0000000100000000",
    "9223372036854775807, cf7fffffffffffffff",
    "-1, ff",
    "-33, d0df",
    "-9223372036854775808, d38000000000000000"
  })
  void takesItsSmallestForm(long value, String hex) {
    assertThat(HexFormat.of().formatHex(StoredInteger.encode(value))).isEqualTo(hex);
    assertThat(decode(hex)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "cb41da556e40200000, 1767225600", // 1767225600.5 as float64
    "ca3fc00000, 1", // 1.5 as float32
    "d30000000000000005, 5" // not the smallest form
  })
  void readsOtherFormsOfNumbers(String hex, long value) {
    assertThat(decode(hex)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "c0", // nil
        "a131", // a text
        "cd01", // half a number
        "0000", // two numbers
        "c1", // no type of MessagePack
        "cfffffffffffffffff", // 2^64-1
        "cb7ff8000000000000", // NaN
        "cb43e0000000000000", // 2^63
        "dd7fffffff" // a list without end
      })
  void refusesEverythingElse(String hex) {
    assertThatIllegalArgumentException().isThrownBy(() -> decode(hex));
  }

  private static long decode(String hex) {
    return StoredInteger.decode(HexFormat.of().parseHex(hex));
  }
}
