package io.reactiveregistry.reliability.load;

import io.reactiveregistry.ObservableRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A registry in which every other body that was read arrives later, by up to a millisecond, so that
 * writes come between. What it is has been decided by then.
 */
final class DelayedAnswers {

  private static final Set<String> READS = Set.of("load", "find");
  private static final long LONGEST_NANOS = Duration.ofMillis(1).toNanos();

  private final ObservableRegistry registry;
  private final RandomGenerator random;

  private DelayedAnswers(ObservableRegistry registry, RandomGenerator random) {
    this.registry = registry;
    this.random = random;
  }

  static ObservableRegistry over(ObservableRegistry registry, RandomGenerator random) {
    DelayedAnswers answers = new DelayedAnswers(registry, random);
    return (ObservableRegistry)
        Proxy.newProxyInstance(
            ObservableRegistry.class.getClassLoader(),
            new Class<?>[] {ObservableRegistry.class},
            (proxy, method, arguments) -> answers.answer(method, arguments));
  }

  private @Nullable Object answer(Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      Object answer = method.invoke(registry, arguments);
      return READS.contains(method.getName()) ? delayed((Mono<?>) answer) : answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private <T> Mono<T> delayed(Mono<T> read) {
    return read.materialize().delayUntil(answer -> Mono.delay(pause())).dematerialize();
  }

  private Duration pause() {
    synchronized (random) {
      return Duration.ofNanos(random.nextBoolean() ? 0 : random.nextLong(LONGEST_NANOS));
    }
  }
}
