package io.reactiveregistry.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.CorruptTemplateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.jspecify.annotations.Nullable;

/** What holds for every template. */
class RoundTripProperties {

  private final TemplateDecoder decoder = new TemplateDecoder();

  @Property(tries = 150)
  void decodingGivesWhatWasEncoded(@ForAll("templates") TemplateSpec spec) {
    byte[] record = TemplateEncoder.encode(spec);

    TemplateSpec decoded = decoder.decode(spec.id(), record, 0, record.length);

    assertThat(decoded).isEqualTo(spec);
    assertThat(decoded.contentHash()).isEqualTo(spec.contentHash());
    assertThat(new ArrayList<>(decoded.metadata().keySet()))
        .isEqualTo(new ArrayList<>(spec.metadata().keySet()));
    assertThat(TemplateEncoder.encode(decoded)).isEqualTo(record);
    assertThat(decoder.versionOf(record, 0, record.length)).isEqualTo(spec.version());
  }

  @Property(tries = 50)
  void aRecordIsReadUnderItsOwnIdOnly(
      @ForAll("templates") TemplateSpec spec, @ForAll("names") String other) {
    byte[] record = TemplateEncoder.encode(spec);

    if (!other.equals(spec.id())) {
      assertThatThrownBy(() -> decoder.decode(other, record, 0, record.length))
          .isInstanceOf(CorruptTemplateException.class)
          .hasMessageContaining("another template");
    }
  }

  @Property(tries = 150)
  void arbitraryBytesGiveATemplateOrOneKindOfError(@ForAll byte[] garbage) {
    decodeOrRefuse("a", garbage);
  }

  @Property(tries = 150)
  void aRecordOverwrittenAnywhereIsRefused(
      @ForAll("templates") TemplateSpec spec, @ForAll int place, @ForAll byte damage) {
    byte[] record = TemplateEncoder.encode(spec);
    byte[] damaged = record.clone();
    damaged[Math.floorMod(place, damaged.length)] = damage;

    if (!Arrays.equals(record, damaged)) {
      assertThatThrownBy(() -> decoder.decode(spec.id(), damaged, 0, damaged.length))
          .isInstanceOf(CorruptTemplateException.class);
    }
  }

  @Property(tries = 150)
  void aRecordWithoutChecksumOverwrittenAnywhereGivesATemplateOrOneKindOfError(
      @ForAll("templates") TemplateSpec spec, @ForAll int place, @ForAll byte damage) {
    byte[] record = ForeignRecords.withoutChecksum(spec);
    record[Math.floorMod(place, record.length)] = damage;

    decodeOrRefuse(spec.id(), record);
  }

  private void decodeOrRefuse(String id, byte[] bytes) {
    decoder.versionOf(bytes, 0, bytes.length);
    try {
      assertThat(decoder.decode(id, bytes, 0, bytes.length).id()).isEqualTo(id);
    } catch (CorruptTemplateException e) {
      assertThat(e.reason()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<TemplateSpec> templates() {
    return Combinators.combine(
            names(),
            shortTexts().map(text -> text.replaceAll("[:\\p{Cc}\\s]", "") + "1"),
            texts().injectNull(0.3),
            texts(),
            Arbitraries.maps(names(), inputs()).ofMaxSize(3),
            Arbitraries.maps(texts(), values(2)).ofMaxSize(3))
        .as(RoundTripProperties::template);
  }

  private static TemplateSpec template(
      String id,
      String version,
      @Nullable String description,
      String template,
      Map<String, InputSpec> inputs,
      Map<String, @Nullable Object> metadata) {
    return new TemplateSpec(id, version, description, template, inputs, metadata);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
            Arbitraries.of("a", "a:b", "a:1.0.0", "ü/é", "模板:提示", "👋"), shortTexts())
        .map(text -> text.replaceAll("[\\p{Cc}]", "") + "x");
  }

  /** Short enough for an id and a version together. */
  private static Arbitrary<String> shortTexts() {
    return texts().filter(text -> text.length() <= 40);
  }

  private static Arbitrary<String> texts() {
    StringArbitrary anyWellFormed =
        Arbitraries.strings()
            .withCharRange('\0', '\u00FF')
            .withCharRange('\u0700', '\u0900')
            .withCharRange('\uFFF0', '\uFFFF')
            .ofMaxLength(40);
    return Arbitraries.oneOf(
        anyWellFormed,
        Arbitraries.integers().between(0, 700).map("x"::repeat),
        Arbitraries.of("", "👋", "a\uFFFDb", "😀é"));
  }

  private static Arbitrary<InputSpec> inputs() {
    return Arbitraries.of(InputType.class)
        .flatMap(
            type ->
                Combinators.combine(
                        defaults(type).injectNull(0.3),
                        Arbitraries.of(true, false),
                        texts().injectNull(0.5))
                    .as((value, required, text) -> new InputSpec(type, required, value, text)));
  }

  private static Arbitrary<Object> defaults(InputType type) {
    return switch (type) {
      case STRING -> texts().map(text -> text);
      case NUMBER -> numbers();
      case BOOLEAN -> Arbitraries.of(true, false);
      case STRING_ARRAY -> texts().list().ofMaxSize(4).map(list -> list);
      case OBJECT -> Arbitraries.maps(texts(), values(1)).ofMaxSize(3).map(map -> map);
    };
  }

  private static Arbitrary<Object> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(number -> number),
        Arbitraries.doubles().map(number -> number),
        Arbitraries.of(0L, 127L, 128L, -32L, -33L, 255L, 256L, 65_535L, 65_536L, 1L << 32, -0.0));
  }

  private static Arbitrary<Object> values(int nesting) {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
                texts().map(text -> text), numbers(), Arbitraries.of(true, false).map(b -> b))
            .injectNull(0.1);
    if (nesting == 0) {
      return scalars;
    }
    Arbitrary<Object> lists = values(nesting - 1).list().ofMaxSize(3).map(list -> list);
    Arbitrary<Object> maps =
        Arbitraries.maps(texts(), values(nesting - 1)).ofMaxSize(3).map(map -> map);
    return Arbitraries.oneOf(scalars, lists, maps, Arbitraries.just(Collections.nCopies(20, 1L)));
  }
}
