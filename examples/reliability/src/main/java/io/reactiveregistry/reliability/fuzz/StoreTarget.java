package io.reactiveregistry.reliability.fuzz;

import io.reactiveregistry.TemplateOrder;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Ids and versions that look like each other's keys: a store never takes one for the other, and
 * deleting them all leaves nothing.
 */
public final class StoreTarget {

  private static final String[] PIECES = {
    "a", "b", ":", "::", "1.0.0", "1", ".", "-", "/", "é", "\uFFFF", "\uD83D\uDE80", "x".repeat(100)
  };
  private static final int MOST_TEMPLATES = 6;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final LmdbRegistry REGISTRY =
      LmdbRegistry.builder(ScratchStore.create())
          .durability(Durability.NO_SYNC)
          .readerThreads(1)
          .open();

  private StoreTarget() {}

  /** Takes the bytes as the choices of which ids and versions are made. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<TemplateSpec> specs = templates(new ByteChoices(input));
    NavigableMap<String, NavigableMap<String, TemplateSpec>> expected =
        new TreeMap<>(TemplateOrder.ids());
    for (TemplateSpec spec : specs) {
      REGISTRY.save(spec).block(LIMIT);
      expected
          .computeIfAbsent(spec.id(), id -> new TreeMap<>(TemplateOrder.versions()))
          .put(spec.version(), spec);
    }
    Promise.areEqual(List.copyOf(expected.keySet()), ids(), "all ids, in order");
    for (int i = 0; !expected.isEmpty(); i++) {
      expected.forEach(StoreTarget::requireVersions);
      // From both ends in turn, so that neighbours of both kinds stay behind.
      String id = i % 2 == 0 ? expected.firstKey() : expected.lastKey();
      REGISTRY.delete(id).block(LIMIT);
      expected.remove(id);
      Promise.areEqual(List.copyOf(expected.keySet()), ids(), "a deleted id is gone, no other");
    }
    Promise.areEqual(
        0L, REGISTRY.count().block(LIMIT), "nothing is left when everything is deleted");
  }

  private static void requireVersions(String id, Map<String, TemplateSpec> versions) {
    Promise.areEqual(
        List.copyOf(versions.keySet()),
        REGISTRY.listVersions(id).collectList().block(LIMIT),
        "all versions, in order");
    versions.forEach(
        (version, spec) ->
            Promise.areEqual(
                spec, REGISTRY.load(id, version).block(LIMIT), "each version has its own body"));
  }

  private static List<String> ids() {
    List<String> ids = REGISTRY.listIds().collectList().block(LIMIT);
    return ids == null ? List.of() : ids;
  }

  private static List<TemplateSpec> templates(ByteChoices choices) {
    List<TemplateSpec> specs = new ArrayList<>();
    while (choices.hasMore() && specs.size() < MOST_TEMPLATES) {
      try {
        specs.add(
            TemplateSpec.builder(text(choices))
                .version(text(choices))
                .template("Number " + specs.size())
                .build());
      } catch (InvalidTemplateException noKey) {
        // Which texts can be keys is another target.
      }
    }
    return specs;
  }

  private static String text(ByteChoices choices) {
    StringBuilder text = new StringBuilder();
    for (int i = choices.nextInt(8); i > 0; i--) {
      text.append(PIECES[choices.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
