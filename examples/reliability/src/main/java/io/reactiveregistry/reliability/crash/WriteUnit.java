package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.Commit;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import reactor.core.publisher.Mono;

/**
 * Something that is written all or nothing: a save, a batch, deletions, or a release of labels. It
 * follows from the seed and its number, so that whoever knows both knows what it does.
 *
 * @param saves what is saved, in this order; empty when the unit does something else
 * @param deletes ids; when one of them is absent, the whole unit is refused
 * @param moves of one label for each template; when a version or a label to be removed is absent,
 *     the whole unit is refused
 */
record WriteUnit(
    int number, List<TemplateSpec> saves, List<String> deletes, List<LabelMove> moves) {

  /** Units whose numbers lie in the same block may be written by one {@code saveAll}. */
  static final int BLOCK = 10;

  /** Templates in each unit of a block that is written by {@code saveAll}. */
  static final int STREAMED_BATCH = 3;

  private static final int IDS = 60;
  private static final List<String> VERSIONS = List.of("1.0.0", "2.0.0", "3.0.0");
  private static final List<String> LABELS = List.of("live", "next");
  private static final int SHORT_TEXT = 400;

  /** Takes several pages of its own in the store. */
  private static final int LONG_TEXT = 12_000;

  static WriteUnit of(long seed, int number) {
    RandomGenerator random = random(seed, number);
    if (isStreamed(seed, number / BLOCK)) {
      return saving(number, templates(random, number, STREAMED_BATCH));
    }
    return switch (random.nextInt(10)) {
      case 0 -> deleting(number, ids(random, 1 + random.nextInt(2)));
      case 1 -> new WriteUnit(number, List.of(), List.of(), moves(random));
      case 2, 3, 4 -> saving(number, templates(random, number, 2 + random.nextInt(8)));
      default -> saving(number, templates(random, number, 1));
    };
  }

  static WriteUnit saving(int number, List<TemplateSpec> saves) {
    return new WriteUnit(number, saves, List.of(), List.of());
  }

  static WriteUnit deleting(int number, List<String> deletes) {
    return new WriteUnit(number, List.of(), deletes, List.of());
  }

  /** Whether the units of this block are all batches of equal size. */
  static boolean isStreamed(long seed, int block) {
    return random(~seed, block).nextInt(4) == 0;
  }

  private static RandomGenerator random(long seed, int number) {
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(seed * 0x9E3779B97F4A7C15L + number);
  }

  private static List<TemplateSpec> templates(RandomGenerator random, int number, int count) {
    List<TemplateSpec> templates = new ArrayList<>(count);
    for (String id : ids(random, count)) {
      int length = random.nextInt(random.nextInt(5) == 0 ? LONG_TEXT : SHORT_TEXT);
      templates.add(
          TemplateSpec.builder(id)
              .version(VERSIONS.get(random.nextInt(VERSIONS.size())))
              .template("Unit %d. %s".formatted(number, text(random, length)))
              .metadata("unit", (long) number)
              .build());
    }
    return templates;
  }

  private static List<LabelMove> moves(RandomGenerator random) {
    return ids(random, 1 + random.nextInt(2)).stream()
        .map(
            id -> {
              String label = LABELS.get(random.nextInt(LABELS.size()));
              return random.nextInt(5) == 0
                  ? LabelMove.remove(id, label)
                  : LabelMove.to(id, label, VERSIONS.get(random.nextInt(VERSIONS.size())));
            })
        .toList();
  }

  private static List<String> ids(RandomGenerator random, int count) {
    Set<String> ids = new LinkedHashSet<>();
    while (ids.size() < count) {
      ids.add("prompt-%02d".formatted(random.nextInt(IDS)));
    }
    return List.copyOf(ids);
  }

  private static String text(RandomGenerator random, int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  /** Writes it with the call that fits. */
  Mono<Commit> write(ReactiveRegistry registry) {
    if (!moves.isEmpty()) {
      return registry.moveLabels(moves);
    }
    if (!deletes.isEmpty()) {
      return deletes.size() == 1 ? registry.delete(deletes.get(0)) : registry.deleteBatch(deletes);
    }
    return saves.size() == 1 ? registry.save(saves.get(0)) : registry.saveBatch(saves);
  }
}
