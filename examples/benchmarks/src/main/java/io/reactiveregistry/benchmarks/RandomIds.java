package io.reactiveregistry.benchmarks;

import java.util.Random;

/** Ids drawn at random, the same in every run: prepared, so that drawing them costs nothing. */
final class RandomIds {

  private final String[] drawn;

  /**
   * Draws from the ids of {@link SampleTemplates} below a number.
   *
   * @param templates how many ids there are to draw from
   * @param count how many to draw before they repeat
   */
  RandomIds(int templates, int count) {
    String[] ids = new String[templates];
    for (int number = 0; number < templates; number++) {
      ids[number] = SampleTemplates.id(number);
    }
    Random random = new Random(templates);
    drawn = new String[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = ids[random.nextInt(templates)];
    }
  }

  /** The id at a place of a round's own sequence. */
  String at(int round, int index) {
    return drawn[Math.floorMod(round * 7919 + index, drawn.length)];
  }
}
