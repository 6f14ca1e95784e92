package io.reactiveregistry.examples.promptserver;

import static java.util.Map.entry;

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
import java.util.Map;
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
          entry(ReadOnlyRegistryException.class, HttpStatus.FORBIDDEN),
          entry(OverloadedException.class, HttpStatus.SERVICE_UNAVAILABLE),
          entry(RegistryClosedException.class, HttpStatus.SERVICE_UNAVAILABLE),
          entry(StoreFullException.class, HttpStatus.INSUFFICIENT_STORAGE),
          entry(MapFullException.class, HttpStatus.INSUFFICIENT_STORAGE),
          entry(CorruptTemplateException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(StorageException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(PermissionDeniedException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(NotAStoreException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(StoreInUseException.class, HttpStatus.INTERNAL_SERVER_ERROR),
          entry(TargetNotEmptyException.class, HttpStatus.CONFLICT));

  private Problems() {}

  static ProblemDetail of(Throwable error) {
    if (error instanceof RegistryException registryError) {
      return ofRegistry(registryError);
    }
    if (error instanceof ErrorResponse response) {
      return response.getBody();
    }
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR, "The server failed; its log says why");
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

  private static ProblemDetail ofRegistry(RegistryException error) {
    HttpStatus status = STATUSES.getOrDefault(error.getClass(), HttpStatus.INTERNAL_SERVER_ERROR);
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail(error));
    if (error instanceof InvalidTemplateException invalid) {
      problem.setProperty("path", invalid.path());
    }
    return problem;
  }

  private static String detail(RegistryException error) {
    if (error instanceof TemplateNotFoundException absent) {
      return absent.version() == null
          ? "No template has the id '%s'; GET /templates lists those that exist"
              .formatted(absent.id())
          : "Template '%s' has no version '%s'; its resource /versions lists those that exist"
              .formatted(absent.id(), absent.version());
    }
    if (error instanceof InvalidTemplateException || error instanceof InvalidInputException) {
      return error.getMessage();
    }
    if (error instanceof OverloadedException) {
      return "The server has too many requests to answer; nothing was done, repeat it after a pause";
    }
    if (error instanceof RegistryClosedException) {
      return "The server is shutting down; nothing was done";
    }
    if (error instanceof ReadOnlyRegistryException) {
      return "The store is read-only; nothing was done";
    }
    if (error instanceof StoreFullException || error instanceof MapFullException) {
      return "The store is full; nothing was saved, reading goes on";
    }
    if (error instanceof CorruptTemplateException damaged) {
      return "The stored template '%s' is damaged; save it again".formatted(damaged.id());
    }
    return "The store failed; the server's log says why";
  }
}
