package io.reactiveregistry.spring.data;

import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.ConflictException.Subject;
import io.reactiveregistry.error.InvalidInputException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.LabelledVersionException;
import io.reactiveregistry.error.ReadOnlyRegistryException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.error.UnsupportedFeatureException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.dao.support.PersistenceExceptionTranslator;

/**
 * The errors of a registry as those of Spring's data access. Those for which trying again can help
 * are {@link org.springframework.dao.TransientDataAccessException}s, one of which is that somebody
 * else has written meanwhile ({@link OptimisticLockingFailureException}): read again, then save. A
 * version that cannot be changed, or that a label stands on, remains so ({@link
 * DataIntegrityViolationException}). The error of the registry is the cause.
 */
public final class RegistryExceptionTranslator implements PersistenceExceptionTranslator {

  @Override
  public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException error) {
    return error instanceof RegistryException registryError ? translate(registryError) : null;
  }

  /** As {@link #translateExceptionIfPossible}, for an error of a registry. */
  public DataAccessException translate(RegistryException error) {
    String message = error.getMessage();
    if (error instanceof LabelledVersionException
        || (error instanceof ConflictException conflict && conflict.subject() == Subject.VERSION)) {
      return new DataIntegrityViolationException(message, error);
    }
    if (error instanceof ConflictException) {
      return new OptimisticLockingFailureException(message, error);
    }
    if (error instanceof TemplateNotFoundException) {
      return new DataRetrievalFailureException(message, error);
    }
    if (error instanceof InvalidTemplateException
        || error instanceof InvalidInputException
        || error instanceof UnsupportedFeatureException) {
      return new InvalidDataAccessApiUsageException(message, error);
    }
    if (error instanceof ReadOnlyRegistryException) {
      return new PermissionDeniedDataAccessException(message, error);
    }
    return error.isRetryable()
        ? new TransientDataAccessResourceException(message, error)
        : new NonTransientDataAccessResourceException(message, error);
  }
}
