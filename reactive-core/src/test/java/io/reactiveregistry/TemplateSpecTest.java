package io.reactiveregistry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactiveregistry.error.InvalidTemplateException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSpecTest {

  private static final String ROCKET = "\uD83D\uDE80";

  @Nested
  class Ids {

    private static final String LONG = "x".repeat(600);

    static Stream<Arguments> refused() {
      return Stream.of(
          Arguments.of("", "empty or blank"),
          Arguments.of("   ", "empty or blank"),
          Arguments.of("\t\n", "empty or blank"),
          Arguments.of("a\nb", "U+000A at index 1"),
          Arguments.of("a\0", "U+0000 at index 1"),
          Arguments.of("\u007Fa", "U+007F at index 0"),
          Arguments.of("ab\u009F", "U+009F at index 2"),
          Arguments.of("a\uD83D", "unpaired surrogate U+D83D at index 1"),
          Arguments.of("\uDE80a", "unpaired surrogate U+DE80 at index 0"),
          Arguments.of("\uDE80\uD83D", "unpaired surrogate U+DE80 at index 0"),
          Arguments.of("x".repeat(506), "512 bytes of UTF-8, at most 511"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String id, String reason) {
      InvalidTemplateException failure = invalid(() -> TemplateSpec.builder(id).build());

      assertThat(failure.path()).isEqualTo("id");
      assertThat(failure).hasMessageContaining(reason).hasMessageStartingWith("Invalid id: ");
      assertThat(failure.getMessage().chars()).noneMatch(Character::isISOControl);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:b", ":", "a/b", " a ", "\uFFFD", ROCKET, "\uDBFF\uDFFF"})
    void accepted(String id) {
      assertThat(TemplateSpec.builder(id).build().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00E9", "\u20AC", ROCKET})
    void idAndVersionTogetherTakeAtMost511BytesOfUtf8(String letter) {
      int width = letter.getBytes(StandardCharsets.UTF_8).length;
      String longest = letter.repeat(505 / width) + "x".repeat(505 % width);

      assertThat(TemplateSpec.builder(longest).build().id()).isEqualTo(longest);
      assertThat(invalid(() -> TemplateSpec.builder(longest + "x").build()))
          .hasMessageContaining("id:version takes 512 bytes");
      assertThat(invalid(() -> TemplateSpec.builder(longest).version("0.1.0a").build()))
          .hasMessageContaining("id:version takes 512 bytes");
    }

    @Test
    void whatIsTheLongerOfThemIsToBeShortened() {
      InvalidTemplateException id = invalid(() -> TemplateSpec.requireValidVersion(LONG, "1.0.0"));
      InvalidTemplateException version =
          invalid(() -> TemplateSpec.requireValidVersion("greeting", LONG));

      assertThat(id.path()).isEqualTo("id");
      assertThat(id.reason()).contains("shorten the id 'xxx");
      assertThat(version.path()).isEqualTo("version");
      assertThat(version.reason())
          .startsWith("id:version takes 609 bytes of UTF-8, at most 511 are allowed")
          .contains("shorten the version 'xxx");
    }

    @Test
    void anIdAloneIsCheckedAsFarAsItGoes() {
      assertThat(TemplateSpec.requireValidId("x".repeat(511))).hasSize(511);
      assertThat(invalid(() -> TemplateSpec.requireValidId("x".repeat(512))))
          .hasMessageContaining("id takes 512 bytes");
      assertThat(invalid(() -> TemplateSpec.requireValidId(" ")).path()).isEqualTo("id");
    }

    @Test
    void theMessageShowsOnlyTheBeginningOfAnIdThatIsTooLong() {
      assertThat(invalid(() -> TemplateSpec.requireValidId(ROCKET.repeat(50_000))).getMessage())
          .hasSizeLessThan(300);
      assertThat(invalid(() -> TemplateSpec.requireValidId("x" + ROCKET.repeat(200))).getMessage())
          .doesNotContain("\\ud83d");
    }
  }

  /** Errors go to logs and to callers, who do not want a megabyte of what they sent. */
  @Nested
  class Refusals {

    private static final String ENDLESS = ROCKET.repeat(50_000);

    static Stream<Arguments> quoteOnlyTheBeginning() {
      InputSpec input = InputSpec.required(InputType.STRING);
      return Stream.<ThrowingCallable>of(
              () -> TemplateSpec.requireValidId(ENDLESS + "\n"),
              () -> TemplateSpec.requireValidVersion("a", ENDLESS + ":"),
              () -> TemplateSpec.requireValidVersion("a", ENDLESS + "\n"),
              () -> InputType.fromLabel(ENDLESS),
              () -> TemplateSpec.builder("a").input(ENDLESS + "\n", input).build(),
              () -> TemplateSpec.builder("a").metadata(ENDLESS, List.of(Double.NaN)).build(),
              () -> TemplateSpec.builder("a").metadata("m", Map.of(ENDLESS, 'c')).build(),
              () -> TemplateSpec.builder("a").metadata("m", Map.of(List.of(ENDLESS), 1)).build(),
              () -> TemplateSpec.builder("a").metadata(deep(ENDLESS)).build(),
              () -> TemplateSpec.builder("a").metadata(ENDLESS, BigInteger.TEN.pow(5_000)).build())
          .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource
    void quoteOnlyTheBeginning(ThrowingCallable refused) {
      InvalidTemplateException failure = invalid(refused);

      assertThat(failure.path()).hasSizeLessThan(450);
      assertThat(failure.getMessage())
          .hasSizeLessThan(800)
          .doesNotMatch("(?s).*[\uD800-\uDBFF](?![\uDC00-\uDFFF]).*");
    }

    private static Map<String, Object> deep(String key) {
      Map<String, Object> map = Map.of(key, 'c');
      for (int i = 1; i < TemplateSpec.MAX_NESTING; i++) {
        map = Map.of(key, map);
      }
      return map;
    }
  }

  @Nested
  class Versions {

    static Stream<Arguments> refused() {
      return Stream.of(
          Arguments.of("", "empty or blank"),
          Arguments.of(" ", "empty or blank"),
          Arguments.of("1:0", "contains ':'"),
          Arguments.of("1.0\r", "U+000D at index 3"),
          Arguments.of("\uD800", "unpaired surrogate U+D800"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String version, String reason) {
      InvalidTemplateException failure =
          invalid(() -> TemplateSpec.builder("a").version(version).build());

      assertThat(failure.path()).isEqualTo("version");
      assertThat(failure).hasMessageContaining(reason);
      assertThat(invalid(() -> TemplateSpec.requireValidVersion("a", version)))
          .hasMessage(failure.getMessage());
    }

    @Test
    void theDefaultIsTakenWhereNoneIsGiven() {
      assertThat(TemplateSpec.builder("a").build().version()).isEqualTo("0.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "v2", "2026-01", "latest", "1.0.0-rc.1+build", ROCKET})
    void needNotBeSemantic(String version) {
      assertThat(TemplateSpec.requireValidVersion("a", version)).isEqualTo(version);
    }
  }

  @Nested
  class Texts {

    @Test
    void mayHaveAnyWellFormedCharacter() {
      String text = "\0\r\n\t\u0085\uFFFE\uFFFF" + ROCKET;

      TemplateSpec spec = TemplateSpec.builder("a").template(text).description(text).build();

      assertThat(spec.template()).isEqualTo(text);
      assertThat(spec.description()).isEqualTo(text);
    }

    @Test
    void mustBeWellFormed() {
      assertThat(invalid(() -> TemplateSpec.builder("a").template("x\uD83D").build()).path())
          .isEqualTo("template");
      assertThat(invalid(() -> TemplateSpec.builder("a").description("\uDE80").build()).path())
          .isEqualTo("description");
    }
  }

  @Nested
  class Metadata {

    @Test
    void numbersBecomeLongOrDouble() {
      assertThat(normalized((byte) 1)).isEqualTo(1L);
      assertThat(normalized((short) 1)).isEqualTo(1L);
      assertThat(normalized(1)).isEqualTo(1L);
      assertThat(normalized(BigInteger.valueOf(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
      assertThat(normalized(BigInteger.valueOf(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
      assertThat(normalized(0.5f)).isEqualTo(0.5);
      assertThat(normalized(-0.0)).isEqualTo(-0.0);
      assertThat(normalized(1.0)).isEqualTo(1.0);
    }

    @Test
    void otherValuesStayAsTheyAre() {
      assertThat(normalized(null)).isNull();
      assertThat(normalized(true)).isEqualTo(true);
      assertThat(normalized("x")).isEqualTo("x");
      assertThat(normalized(Arrays.asList(1, null, List.of())))
          .isEqualTo(Arrays.asList(1L, null, List.of()));
    }

    static Stream<Arguments> refused() {
      Map<Integer, String> numberedKeys = Map.of(1, "x");
      return Stream.of(
          Arguments.of(Double.NaN, "metadata.key", "NaN is not a finite number"),
          Arguments.of(Float.NEGATIVE_INFINITY, "metadata.key", "-Infinity is not a finite number"),
          Arguments.of(
              List.of(0, Double.POSITIVE_INFINITY), "metadata.key[1]", "not a finite number"),
          Arguments.of(
              BigInteger.ONE.shiftLeft(63),
              "metadata.key",
              "9223372036854775808 does not fit into 64 bits"),
          Arguments.of(new BigDecimal("0.1"), "metadata.key", "java.math.BigDecimal"),
          Arguments.of(Map.of("deep", List.of('c')), "metadata.key.deep[0]", "java.lang.Character"),
          Arguments.of(new int[] {1}, "metadata.key", "cannot be stored"),
          Arguments.of(numberedKeys, "metadata.key", "the key 1 is not a text"),
          Arguments.of(Map.of("\uD83D", 1), "metadata.key", "unpaired surrogate"),
          Arguments.of(List.of("ok", "\uDE80"), "metadata.key[1]", "unpaired surrogate"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(Object value, String path, String reason) {
      InvalidTemplateException failure = invalid(() -> normalized(value));

      assertThat(failure.path()).isEqualTo(path);
      assertThat(failure.reason()).contains(reason);
    }

    @Test
    void mayBeNestedAsDeepAsTheLimitAndNoDeeper() {
      assertThat(normalized(nested(TemplateSpec.MAX_NESTING - 1))).isInstanceOf(List.class);
      assertThat(invalid(() -> normalized(nested(TemplateSpec.MAX_NESTING))))
          .hasMessageContaining("more than 32 levels");
    }

    @Test
    void thatContainsItselfIsRefused() {
      List<Object> list = new ArrayList<>();
      list.add(list);
      Map<String, Object> map = new HashMap<>();
      map.put("self", map);

      assertThat(invalid(() -> normalized(list))).hasMessageContaining("contain themselves");
      assertThat(invalid(() -> normalized(map))).hasMessageContaining("contain themselves");
    }

    private static Object nested(int levels) {
      Object value = "x";
      for (int i = 0; i < levels; i++) {
        value = List.of(value);
      }
      return value;
    }

    private static @Nullable Object normalized(@Nullable Object value) {
      return TemplateSpec.builder("a").metadata("key", value).build().metadata().get("key");
    }
  }

  @Nested
  class Inputs {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "\uD83D"})
    void needAName(String name) {
      InputSpec input = InputSpec.required(InputType.STRING);

      assertThat(invalid(() -> TemplateSpec.builder("a").input(name, input).build()).path())
          .startsWith("inputs");
    }
  }

  @Nested
  class Values {

    @Test
    void doNotDependOnTheOrderOfKeys() {
      TemplateSpec ab = TemplateSpec.builder("x").metadata("a", 1).metadata("b", 2).build();
      TemplateSpec ba = TemplateSpec.builder("x").metadata("b", 2L).metadata("a", 1L).build();

      assertThat(ab).isEqualTo(ba).hasSameHashCodeAs(ba);
      assertThat(ab.contentHash()).isEqualTo(ba.contentHash());
      assertThat(ab.metadata().keySet()).containsExactly("a", "b");
      assertThat(ba.metadata().keySet()).containsExactly("b", "a");
    }

    @Test
    void differInEveryPart() {
      TemplateSpec spec = full();
      List<TemplateSpec> others =
          List.of(
              new TemplateSpec(
                  "other",
                  spec.version(),
                  spec.description(),
                  spec.template(),
                  spec.inputs(),
                  spec.metadata()),
              spec.toBuilder().version("other").build(),
              spec.toBuilder().description(null).build(),
              spec.toBuilder().template("other").build(),
              spec.toBuilder().input("name", InputSpec.optional(InputType.STRING, null)).build(),
              spec.toBuilder().metadata("team", null).build());

      assertThat(others).doesNotContain(spec).doesNotHaveDuplicates();
      assertThat(others.stream().map(TemplateSpec::contentHash))
          .doesNotContain(spec.contentHash())
          .doesNotHaveDuplicates();
    }

    @Test
    void tellIntegersFromFloatsAndTexts() {
      List<TemplateSpec> specs =
          Stream.<Object>of(1L, 1.0, "1", true, List.of(1L), Map.of("1", 1L))
              .map(value -> TemplateSpec.builder("a").metadata("key", value).build())
              .toList();

      assertThat(specs).doesNotHaveDuplicates();
      assertThat(specs.stream().map(TemplateSpec::contentHash)).doesNotHaveDuplicates();
    }

    @Test
    void surviveTheBuilder() {
      assertThat(full().toBuilder().build()).isEqualTo(full());
      assertThat(full().toBuilder().build().contentHash()).isEqualTo(full().contentHash());
    }

    @Test
    void areNotChangedByWhatTheyWereMadeFrom() {
      List<Object> tags = new ArrayList<>(List.of("x"));
      Map<String, Object> metadata = new HashMap<>(Map.of("tags", tags));
      Map<String, InputSpec> inputs = new HashMap<>();
      TemplateSpec spec = new TemplateSpec("a", "1", null, "", inputs, metadata);

      tags.add("y");
      metadata.clear();
      inputs.put("late", InputSpec.required(InputType.STRING));

      assertThat(spec.metadata()).isEqualTo(Map.of("tags", List.of("x")));
      assertThat(spec.inputs()).isEmpty();
    }

    @Test
    void areNotChangedByTheBuilderTheyCameFrom() {
      TemplateSpec.Builder builder = TemplateSpec.builder("a").metadata("key", 1);
      TemplateSpec first = builder.build();

      builder.metadata("key", 2).input("late", InputSpec.required(InputType.STRING));

      assertThat(first.metadata()).isEqualTo(Map.of("key", 1L));
      assertThat(first.inputs()).isEmpty();
    }

    @Test
    void cannotBeChanged() {
      TemplateSpec spec =
          TemplateSpec.builder("a")
              .metadata("list", new ArrayList<>(List.of(1)))
              .metadata("map", new LinkedHashMap<>(Map.of("x", 1)))
              .input("in", InputSpec.required(InputType.STRING))
              .build();

      Stream.<ThrowingCallable>of(
              () -> spec.metadata().clear(),
              () -> spec.inputs().clear(),
              () -> ((List<?>) requireNonNull(spec.metadata().get("list"))).clear(),
              () -> ((Map<?, ?>) requireNonNull(spec.metadata().get("map"))).clear())
          .forEach(
              change ->
                  assertThatExceptionOfType(UnsupportedOperationException.class)
                      .isThrownBy(change));
    }

    private static TemplateSpec full() {
      return TemplateSpec.builder("a")
          .version("1.0.0")
          .description("says hello")
          .template("Hello {{ name }}")
          .input("name", InputSpec.required(InputType.STRING))
          .metadata("team", "support")
          .build();
    }
  }

  @Nested
  class ContentHashes {

    /** Computed outside of Java by the rules in the Javadoc; must never change. */
    @Test
    void havePinnedValues() {
      assertThat(TemplateSpec.builder("a").build().contentHash())
          .isEqualTo("bb95937414508d500b359f2ac9101483a8e9df5ca05ebc0aa1f3be12ebe7d50f");
      assertThat(golden().contentHash())
          .isEqualTo("8eeea2b6dfcbc78285547ead95b6bb8f7834d3960f6fe0963f04fbb28c8fe3d4");
    }

    private static TemplateSpec golden() {
      return TemplateSpec.builder("greeting")
          .version("1.2.0")
          .description("Says hello")
          .template("Hello {{ name }} " + ROCKET)
          .input("tone", new InputSpec(InputType.STRING, false, "warm", "how it sounds"))
          .input("name", InputSpec.required(InputType.STRING))
          .input("tags", InputSpec.optional(InputType.STRING_ARRAY, List.of("x", "y")))
          .metadata("\uFFFD", 1)
          .metadata(ROCKET, -2.5)
          .metadata("list", Arrays.asList(null, true, false, Map.of("k", "v")))
          .build();
    }
  }

  private static InvalidTemplateException invalid(ThrowingCallable construction) {
    InvalidTemplateException failure =
        catchThrowableOfType(InvalidTemplateException.class, construction);
    assertThat(failure).as("nothing was refused").isNotNull();
    return failure;
  }
}
