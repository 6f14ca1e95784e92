package io.reactiveregistry.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Looks for a short part of a list of commands that still fails; not for the shortest. */
final class Shrinking {

  private final Predicate<List<Command>> fails;
  private int triesLeft;

  Shrinking(Predicate<List<Command>> fails, int tries) {
    this.fails = fails;
    this.triesLeft = tries;
  }

  /** Leaves out ever smaller pieces, as long as it fails without them. */
  List<Command> shrink(List<Command> failing) {
    List<Command> shortest = failing;
    for (int piece = failing.size() / 2; piece >= 1; piece /= 2) {
      for (int from = 0; from < shortest.size() && triesLeft > 0; ) {
        List<Command> shorter = without(shortest, from, piece);
        triesLeft--;
        if (fails.test(shorter)) {
          shortest = shorter;
        } else {
          from += piece;
        }
      }
    }
    return shortest;
  }

  private static List<Command> without(List<Command> commands, int from, int count) {
    List<Command> rest = new ArrayList<>(commands.subList(0, from));
    rest.addAll(commands.subList(Math.min(from + count, commands.size()), commands.size()));
    return rest;
  }
}
