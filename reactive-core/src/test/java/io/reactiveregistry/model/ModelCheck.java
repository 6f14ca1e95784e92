package io.reactiveregistry.model;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs random commands, one after another, against a new store and a model. When they disagree, it
 * looks for fewer commands that show it, and names them and the seed.
 */
public final class ModelCheck {

  private final Supplier<? extends Store> stores;
  private final int shrinkingTries;

  /**
   * @param stores gives a new store each time
   * @param shrinkingTries how often commands may be run again, to find fewer that fail
   */
  public ModelCheck(Supplier<? extends Store> stores, int shrinkingTries) {
    this.stores = stores;
    this.shrinkingTries = shrinkingTries;
  }

  /**
   * Runs one sequence of commands.
   *
   * @param seed what the commands are drawn from
   * @param length how many commands
   * @throws AssertionError when the store does not do what the model says
   */
  public void run(long seed, int length) {
    Vocabulary vocabulary = Vocabulary.ofTheOnlyClient(new SplittableRandom(seed));
    List<Command> commands = Stream.generate(vocabulary::next).limit(length).toList();
    Throwable failure = failureOf(commands);
    if (failure != null) {
      List<Command> fewer =
          new Shrinking(list -> failureOf(list) != null, shrinkingTries).shrink(commands);
      throw new AssertionError(message(seed, fewer, failure), failure);
    }
  }

  private @Nullable Throwable failureOf(List<Command> commands) {
    try (Session session = new Session(stores.get())) {
      commands.forEach(command -> command.run(session));
      session.requireAll();
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }

  private static String message(long seed, List<Command> commands, Throwable failure) {
    StringBuilder message =
        new StringBuilder("The registry does not do what the model says; seed ")
            .append(seed)
            .append(", shortest list found:");
    commands.forEach(command -> message.append("\n  ").append(command));
    return message.append("\nThe failure of the whole list: ").append(failure).toString();
  }
}
