package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.InvalidInputException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.ReadOnlyRegistryException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.error.StoreFullException;
import io.reactiveregistry.error.StoreInUseException;
import io.reactiveregistry.error.TargetNotEmptyException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

class ProblemsTest {

  private static final String SECRET = "/srv/secret/place";

  private static final Map<RegistryException, Integer> STATUSES =
      Map.ofEntries(
          Map.entry(new TemplateNotFoundException("a"), 404),
          Map.entry(new InvalidTemplateException("template", "wrong"), 422),
          Map.entry(new InvalidInputException("a", "b", "number", "but it is not"), 422),
          Map.entry(new OverloadedException("read", 1, "readQueueCapacity"), 503),
          Map.entry(new RegistryClosedException(SECRET), 503),
          Map.entry(new ReadOnlyRegistryException(SECRET), 403),
          Map.entry(new StoreFullException(SECRET, null), 507),
          Map.entry(new MapFullException(SECRET, 1, 1, null), 507),
          Map.entry(new TargetNotEmptyException(1), 409),
          Map.entry(new CorruptTemplateException("a", "checksum", null), 500),
          Map.entry(new StorageException(SECRET, "read", new IOException(SECRET)), 500),
          Map.entry(new PermissionDeniedException(SECRET, "read", null), 500),
          Map.entry(new NotAStoreException(SECRET, "a file", null), 500),
          Map.entry(new StoreInUseException(SECRET, "mapSize", 1, 2), 500));

  @Test
  void everyErrorOfTheFamilyHasItsStatus() {
    assertThat(STATUSES.keySet().stream().<Class<?>>map(RegistryException::getClass))
        .containsExactlyInAnyOrder(RegistryException.class.getPermittedSubclasses());
    assertThat(STATUSES)
        .allSatisfy(
            (error, status) -> assertThat(Problems.of(error).getStatus()).isEqualTo(status));
  }

  @Test
  void noProblemTellsWhereTheStoreIs() {
    Stream<Throwable> errors =
        Stream.concat(STATUSES.keySet().stream(), Stream.of(new IllegalStateException(SECRET)));
    assertThat(errors.map(Problems::of))
        .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain(SECRET));
  }

  @Test
  void overloadAndClosingSayWhenToComeBack() {
    assertThat(Problems.headersOf(new OverloadedException("read", 1, "readQueueCapacity")))
        .satisfies(headers -> assertThat(headers.getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1"));
    assertThat(Problems.headersOf(new RegistryClosedException("store")))
        .satisfies(
            headers -> assertThat(headers.getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("10"));
  }

  @Test
  void anErrorNobodyExpectedIsTheServersFault() {
    ProblemDetail problem = Problems.of(new IllegalStateException("inner detail"));
    assertThat(problem.getStatus()).isEqualTo(500);
    assertThat(problem.getDetail()).isEqualTo("The server failed; its log says why");
  }
}
