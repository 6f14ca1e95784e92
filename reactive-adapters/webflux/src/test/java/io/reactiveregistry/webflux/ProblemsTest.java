package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.InvalidInputException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.LabelledVersionException;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.ReadOnlyRegistryException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.RenderingException;
import io.reactiveregistry.error.StorageException;
import io.reactiveregistry.error.StoreFailedException;
import io.reactiveregistry.error.StoreFullException;
import io.reactiveregistry.error.StoreInUseException;
import io.reactiveregistry.error.TargetExistsException;
import io.reactiveregistry.error.TargetNotEmptyException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.error.UnknownOutcomeException;
import io.reactiveregistry.error.UnsupportedFeatureException;
import io.reactiveregistry.error.UnsupportedFileSystemException;
import io.reactiveregistry.error.UnsupportedFormatException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

class ProblemsTest {

  private static final String SECRET = "/srv/secret/place";

  private static final String HASH = "0".repeat(64);

  private static final Map<RegistryException, Integer> STATUSES =
      Map.ofEntries(
          Map.entry(new TemplateNotFoundException("a"), 404),
          Map.entry(new InvalidTemplateException("template", "wrong"), 422),
          Map.entry(new InvalidInputException("a", "b", "number", "but it is not"), 422),
          Map.entry(new OverloadedException("read", 1, "readQueueCapacity"), 429),
          Map.entry(new RenderingException("a", "1", 1, "b", "it is unknown", null), 422),
          Map.entry(new RegistryClosedException(SECRET), 503),
          Map.entry(new ReadOnlyRegistryException(SECRET), 403),
          Map.entry(new StoreFullException(SECRET, null), 507),
          Map.entry(new MapFullException(SECRET, 1, 1, null), 507),
          Map.entry(new TargetNotEmptyException(1), 409),
          Map.entry(ConflictException.ofContent("a", HASH, null), 412),
          Map.entry(new LabelledVersionException("a", "1", List.of("live")), 409),
          Map.entry(new ChangesCompactedException(1, 5, 9), 410),
          Map.entry(new UnsupportedFeatureException(SECRET, "labels", "use another"), 501),
          Map.entry(new CorruptTemplateException("a", "checksum", null), 500),
          Map.entry(new StorageException(SECRET, "read", new IOException(SECRET)), 500),
          Map.entry(new PermissionDeniedException(SECRET, "read", null), 500),
          Map.entry(new NotAStoreException(SECRET, "a file", null), 500),
          Map.entry(StoreInUseException.withOtherOptions(SECRET, "mapSize", 1, 2), 500),
          Map.entry(new DamagedStoreException(SECRET, "truncated", null), 500),
          Map.entry(new UnsupportedFormatException(SECRET, 2, 1), 500),
          Map.entry(new UnsupportedFileSystemException(SECRET, "nfs"), 500),
          Map.entry(new UnknownOutcomeException(SECRET, null), 500),
          Map.entry(new StoreFailedException(SECRET, null), 503),
          Map.entry(new TargetExistsException(SECRET), 409));

  @Test
  void everyErrorOfTheFamilyHasItsStatus() {
    assertThat(STATUSES.keySet().stream().<Class<?>>map(RegistryException::getClass))
        .containsExactlyInAnyOrder(RegistryException.class.getPermittedSubclasses());
    assertThat(STATUSES)
        .allSatisfy(
            (error, status) -> assertThat(Problems.of(error, "").getStatus()).isEqualTo(status));
  }

  @Test
  void aConflictThatNoConditionOfTheRequestMadeIsNoFailedPrecondition() {
    assertThat(Problems.of(ConflictException.ofVersion("a", "1", HASH, HASH), "").getStatus())
        .isEqualTo(409);
    assertThat(Problems.of(ConflictException.ofLabel("a", "live", "1", null), "").getStatus())
        .isEqualTo(409);
  }

  @Test
  void aConflictTellsWhatWasExpectedAndWhatIsThere() {
    ProblemDetail problem = Problems.of(ConflictException.ofContent("a", HASH, null), "");
    assertThat(problem.getProperties())
        .containsEntry("expected", HASH)
        .containsEntry("actual", null);
  }

  @Test
  void changesThatAreNotKeptTellWhereToGoOn() {
    ProblemDetail problem = Problems.of(new ChangesCompactedException(1, 5, 9), "");
    assertThat(problem.getProperties())
        .containsEntry("oldestAvailable", 5L)
        .containsEntry("latest", 9L);
    assertThat(problem.getDetail()).endsWith("then go on after 5 or later");
  }

  @Test
  void whatCannotBeRenderedIsToldWithItsPlace() {
    assertThat(
            Problems.of(new RenderingException("a", "1", 3, "b", "wrong", null), "")
                .getProperties())
        .containsEntry("line", 3)
        .containsEntry("variable", "b");
    assertThat(
            Problems.of(new RenderingException("a", "1", 3, null, "wrong", null), "")
                .getProperties())
        .containsOnlyKeys("line");
    assertThat(
            Problems.of(new InvalidInputException("a", "b", "number", "wrong"), "").getProperties())
        .containsEntry("variable", "b");
  }

  @Test
  void noProblemTellsWhereTheStoreIs() {
    Stream<Throwable> errors =
        Stream.concat(STATUSES.keySet().stream(), Stream.of(new IllegalStateException(SECRET)));
    assertThat(errors.map(error -> Problems.of(error, "")))
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
    ProblemDetail problem = Problems.of(new IllegalStateException("inner detail"), "");
    assertThat(problem.getStatus()).isEqualTo(500);
    assertThat(problem.getDetail()).isEqualTo("The server failed; its log says why");
  }
}
