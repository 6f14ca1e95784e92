package io.reactiveregistry.webflux;

import static java.util.Map.entry;

import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.ConflictException.Subject;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/**
 * What an error is in HTTP: problem details as RFC 9457 has them, and headers.
 *
 * <p>What a caller did wrong is told in full. What is wrong with the server is told without paths
 * and causes; those are for its log.
 */
final class Problems {

  private static final String RETRY_AFTER_OVERLOAD_SECONDS = "1";
  private static final String RETRY_AFTER_CLOSE_SECONDS = "10";

  private static final Map<Class<? extends RegistryException>, HttpStatus> STATUSES =
      Map.ofEntries(
          entry(TemplateNotFoundException.class, HttpStatus.NOT_FOUND),
          entry(InvalidTemplateException.class, HttpStatus.UNPROCESSABLE_CONTENT),
          entry(InvalidInputException.class, HttpStatus.UNPROCESSABLE_CONTENT),
          entry(RenderingException.class, HttpStatus.UNPROCESSABLE_CONTENT),
          entry(ReadOnlyRegistryException.class, HttpStatus.FORBIDDEN),
          entry(OverloadedException.class, HttpStatus.TOO_MANY_REQUESTS),
          entry(RegistryClosedException.class, HttpStatus.SERVICE_UNAVAILABLE),
          entry(StoreFullException.class, HttpStatus.INSUFFICIENT_STORAGE),
          entry(MapFullException.class, HttpStatus.INSUFFICIENT_STORAGE),
          entry(CorruptTemplateException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(StorageException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(PermissionDeniedException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(NotAStoreException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(StoreInUseException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(DamagedStoreException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(UnsupportedFormatException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(UnsupportedFileSystemException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(UnknownOutcomeException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(StoreFailedException.class, HttpStatus.SERVICE_UNAVAILABLE),
          entry(LabelledVersionException.class, HttpStatus.CONFLICT),
          entry(ConflictException.class, HttpStatus.CONFLICT),
          entry(ChangesCompactedException.class, HttpStatus.GONE),
          entry(UnsupportedFeatureException.class, HttpStatus.NOT_IMPLEMENTED),
          entry(TargetExistsException.class, HttpStatus.CONFLICT),
          entry(TargetNotEmptyException.class, HttpStatus.CONFLICT));

  private Problems() {}

  /**
   * @param base what stands before the paths that the problem names, or null to name none
   */
  static ProblemDetail of(Throwable error, @Nullable String base) {
    if (error instanceof RegistryException registryError) {
      return ofRegistry(registryError, base);
    }
    if (error instanceof ErrorResponse response) {
      return response.getBody();
    }
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR, "The server failed; its log says why");
  }

  /** Whether the caller is told less than there is to know. */
  static boolean isForTheLog(ProblemDetail problem) {
    return problem.getStatus() == HttpStatus.INTERNAL_SERVER_ERROR.value();
  }

  static HttpHeaders headersOf(Throwable error) {
    HttpHeaders headers = new HttpHeaders();
    if (error instanceof ErrorResponse response) {
      headers.addAll(response.getHeaders());
      if (response.getStatusCode().equals(HttpStatus.REQUEST_TIMEOUT)) {
        // What is missing of the body would be taken for the next request's.
        headers.setConnection("close");
      }
    } else if (error instanceof OverloadedException) {
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_OVERLOAD_SECONDS);
    } else if (error instanceof RegistryClosedException) {
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_CLOSE_SECONDS);
    }
    return headers;
  }

  private static ProblemDetail ofRegistry(RegistryException error, @Nullable String base) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(status(error), ProblemTexts.of(error, base));
    if (error instanceof InvalidTemplateException invalid) {
      problem.setProperty("path", invalid.path());
    } else if (error instanceof InvalidInputException input) {
      problem.setProperty("variable", input.input());
    } else if (error instanceof RenderingException rendering) {
      problem.setProperty("line", rendering.line());
      if (rendering.expression() != null) {
        problem.setProperty("variable", rendering.expression());
      }
    } else if (error instanceof ConflictException conflict) {
      problem.setProperty("expected", conflict.expected());
      problem.setProperty("actual", conflict.actual());
    } else if (error instanceof LabelledVersionException labelled) {
      problem.setProperty("labels", labelled.labels());
    } else if (error instanceof ChangesCompactedException compacted) {
      problem.setProperty("oldestAvailable", compacted.oldestAvailable());
      problem.setProperty("latest", compacted.latest());
    }
    return problem;
  }

  private static HttpStatus status(RegistryException error) {
    if (error instanceof ConflictException conflict && conflict.subject() == Subject.CURRENT) {
      return HttpStatus.PRECONDITION_FAILED; // the condition came with the request
    }
    return STATUSES.getOrDefault(error.getClass(), HttpStatus.INTERNAL_SERVER_ERROR);
  }
}
