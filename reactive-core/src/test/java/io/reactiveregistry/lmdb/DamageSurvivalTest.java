package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RegistryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Whatever a file holds, checking and salvaging end in a report or an error of ours. */
@Timeout(300)
class DamageSurvivalTest {

  private static final int COPIES = 200;
  private static final int PAGE = 4096;

  @TempDir Path directory;

  @Test
  void damagedCopiesAreCheckedAndSalvagedInThisProcessAndNoWrongTemplateIsSaved() throws Exception {
    Path store = directory.resolve("store");
    Map<String, Set<TemplateSpec>> saved = fill(store);
    byte[] healthy = Files.readAllBytes(store.resolve("data.mdb"));
    Path copy = Files.createDirectory(directory.resolve("copy"));
    int found = 0;
    int salvaged = 0;
    for (int seed = 0; seed < COPIES; seed++) {
      Files.write(copy.resolve("data.mdb"), damaged(healthy, new Random(seed)));
      Path target = directory.resolve("target-" + seed);
      try {
        if (!await(Maintenance.check(copy)).problems().isEmpty()) {
          found++;
        }
      } catch (RegistryException refused) {
        found++;
      }
      try {
        await(Maintenance.salvage(copy, target));
        salvaged++;
      } catch (RegistryException refused) {
        continue;
      }
      assertThat(await(Maintenance.check(target)).problems().listed())
          .as("seed %d", seed)
          .isEmpty();
      for (TemplateSpec template : all(target)) {
        assertThat(saved.get(template.id())).as("seed %d", seed).contains(template);
      }
    }
    assertThat(found).as("copies in which something was found").isGreaterThan(COPIES / 2);
    assertThat(salvaged).as("copies that were salvaged").isGreaterThan(COPIES / 2);
  }

  /** Everything that was ever saved, by id. */
  private static Map<String, Set<TemplateSpec>> fill(Path store) {
    Map<String, Set<TemplateSpec>> saved = new HashMap<>();
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      for (String version : new String[] {"1.0.0", "2.0.0", "3.0.0"}) {
        List<TemplateSpec> templates =
            Samples.templates(150).stream()
                .map(template -> template.toBuilder().version(version).build())
                .toList();
        registry.saveBatch(templates).block(Samples.TIMEOUT);
        templates.forEach(
            template -> saved.computeIfAbsent(template.id(), id -> new HashSet<>()).add(template));
      }
      TemplateSpec large = Samples.large("large", 50_000);
      registry.save(large).block(Samples.TIMEOUT);
      saved.put("large", Set.of(large));
    }
    label(store, saved.keySet());
    return saved;
  }

  /** Labels and a log of changes that take several pages. */
  private static void label(Path store, Set<String> ids) {
    try (RawStore raw = RawStore.openWithoutSync(store, 1 << 26)) {
      RawChanges log = RawChanges.emptied(raw);
      int labels = 0;
      for (String id : ids) {
        if (!id.equals("large")) {
          raw.put("labels", id + ":production", "2.0.0");
          raw.put("labels", id + ":staging", "3.0.0");
          log.put(1, labels, labels, 1);
          labels++;
        }
      }
    }
  }

  private static byte[] damaged(byte[] healthy, Random random) {
    byte[] bytes = healthy.clone();
    switch (random.nextInt(5)) {
      case 0 -> { // bits anywhere
        for (int i = random.nextInt(100); i >= 0; i--) {
          flip(bytes, random.nextInt(bytes.length), random);
        }
      }
      case 1 -> { // bits where pages describe themselves
        for (int i = random.nextInt(20); i >= 0; i--) {
          flip(bytes, random.nextInt(bytes.length / PAGE) * PAGE + random.nextInt(64), random);
        }
      }
      case 2 -> { // a range of zeros, as a lost write leaves it
        int from = random.nextInt(bytes.length);
        Arrays.fill(bytes, from, Math.min(bytes.length, from + random.nextInt(40_000)), (byte) 0);
      }
      case 3 -> { // a page in the place of another
        int pages = bytes.length / PAGE;
        System.arraycopy(
            healthy, random.nextInt(pages) * PAGE, bytes, random.nextInt(pages) * PAGE, PAGE);
      }
      default -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    return bytes;
  }

  private static void flip(byte[] bytes, int at, Random random) {
    bytes[at] ^= (byte) (1 << random.nextInt(8));
  }

  private static List<TemplateSpec> all(Path store) {
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      return await(registry.loadAll(registry.listIds()).collectList());
    }
  }

  private static <T> T await(Mono<T> job) {
    return Objects.requireNonNull(job.block(Samples.TIMEOUT));
  }
}
