package io.reactiveregistry.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The catalogue, the meters and the document are the same. */
class RegistryMetersTest {

  private static final Path DOCUMENT = Path.of("../../docs/METRICS.md");

  @TempDir Path directory;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void everyMeterIsInTheCatalogueAndTheOtherWayRound() {
    try (ExercisedStore store = new ExercisedStore(directory, meters)) {
      Map<String, RegistryMeters> catalogue =
          Arrays.stream(RegistryMeters.values())
              .collect(Collectors.toMap(RegistryMeters::getName, Function.identity()));
      Set<String> found = new TreeSet<>();

      for (Meter meter : meters.getMeters()) {
        RegistryMeters documented = catalogue.get(meter.getId().getName());
        assertThat(documented).as(meter.getId().toString()).isNotNull();
        assertThat(meter.getId().getType())
            .as(documented.getName())
            .isEqualTo(documented.getType());
        assertThat(meter.getId().getBaseUnit())
            .as(documented.getName())
            .isEqualTo(documented.getBaseUnit());
        assertThat(meter.getId().getDescription())
            .as(documented.getName())
            .isEqualTo(documented.getDescription());
        assertThat(meter.getId().getTags())
            .as(documented.getName())
            .extracting(Tag::getKey)
            .containsExactlyInAnyOrderElementsOf(tags(documented));
        found.add(documented.getName());
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(catalogue.keySet());
      assertThat(store.vault().stats().misses()).isPositive();
    }
  }

  @Test
  void noTagGrowsWithWhatIsStored() {
    try (ExercisedStore store = new ExercisedStore(directory, meters)) {
      assertThat(store.registry().exists(ExercisedStore.ID).block(ExercisedStore.TIMEOUT)).isTrue();

      assertThat(meters.getMeters())
          .flatExtracting(meter -> meter.getId().getTags())
          .extracting(Tag::getValue)
          .allSatisfy(value -> assertThat(value).matches("[a-z_]+|[A-Z]\\w+Exception"));
    }
  }

  @Test
  void readingEveryMeterBlocksNoEventLoop() {
    try (ExercisedStore store = new ExercisedStore(directory, meters)) {
      Mono<Long> reading =
          Flux.fromIterable(meters.getMeters())
              .flatMapIterable(Meter::measure)
              .filter(measurement -> Double.isFinite(measurement.getValue()))
              .count()
              .subscribeOn(Schedulers.parallel());

      assertThat(ExercisedStore.get(reading)).isGreaterThan(40);
      assertThat(store.registry().gauges().storage()).isNotNull();
    }
  }

  @Test
  void theDocumentHasTheCatalogue() throws Exception {
    List<String> rows =
        Files.readString(DOCUMENT).lines().filter(line -> line.startsWith("| `reactive.")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(RegistryMeters.values()).map(RegistryMetersTest::row).toList());
  }

  private static String row(RegistryMeters meter) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            meter.getName(),
            meter.getType().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            meter.getBaseUnit() == null ? "" : meter.getBaseUnit(),
            tags(meter).stream().map("`%s`"::formatted).collect(Collectors.joining(", ")),
            meter.getDescription());
  }

  private static List<String> tags(RegistryMeters meter) {
    return Arrays.stream(meter.getKeyNames()).map(KeyName::asString).toList();
  }
}
