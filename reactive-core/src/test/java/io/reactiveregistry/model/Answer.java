package io.reactiveregistry.model;

import io.reactiveregistry.error.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Signal;

/** What a call signalled: its values, and its error if it ended with one. */
record Answer(List<Object> values, @Nullable Class<?> error) {

  static final Duration TIMEOUT = Duration.ofSeconds(30);

  static Answer of(Object... values) {
    return new Answer(List.of(values), null);
  }

  static Answer all(List<?> values) {
    return new Answer(List.copyOf(values), null);
  }

  static Answer failed(Class<? extends RegistryException> error) {
    return new Answer(List.of(), error);
  }

  static Answer failedAfter(List<?> values, Class<? extends RegistryException> error) {
    return new Answer(List.copyOf(values), error);
  }

  /** Waits for all signals of a publisher, and looks at each value in the given way. */
  static Answer from(Publisher<?> publisher, UnaryOperator<Object> look) {
    List<Object> values = new ArrayList<>();
    Class<?> error = null;
    List<? extends Signal<?>> signals =
        Flux.from(publisher)
            .materialize()
            .collectList()
            .timeout(TIMEOUT)
            .onErrorMap(
                TimeoutException.class, e -> new AssertionError("There was no answer in time", e))
            .block();
    for (Signal<?> signal : signals) {
      Object value = signal.get();
      if (value != null) {
        values.add(look.apply(value));
      }
      Throwable failure = signal.getThrowable();
      if (failure != null) {
        error = failure.getClass();
      }
    }
    return new Answer(values, error);
  }

  /** A commit without what depends on the moment. */
  record Written(int saved, int deleted) {}

  /** The metadata of a registry without what depends on the moment. */
  record Described(long count, boolean written) {}
}
