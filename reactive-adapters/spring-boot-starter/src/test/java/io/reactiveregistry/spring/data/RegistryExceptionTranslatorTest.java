package io.reactiveregistry.spring.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.ReadOnlyRegistryException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessException;

class RegistryExceptionTranslatorTest {

  private static final String HASH = "0".repeat(64);

  private final RegistryExceptionTranslator translator = new RegistryExceptionTranslator();

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(new TemplateNotFoundException("a"), DataRetrievalFailureException.class),
        Arguments.of(
            new InvalidTemplateException("id", "it is empty"),
            InvalidDataAccessApiUsageException.class),
        Arguments.of(
            new ReadOnlyRegistryException("store"), PermissionDeniedDataAccessException.class),
        Arguments.of(
            ConflictException.ofContent("a", HASH, null), OptimisticLockingFailureException.class),
        Arguments.of(
            ConflictException.ofLabel("a", "live", "1", null),
            OptimisticLockingFailureException.class),
        Arguments.of(
            ConflictException.ofVersion("a", "1", HASH, HASH),
            DataIntegrityViolationException.class),
        Arguments.of(
            new OverloadedException("read queue", 1, "readQueueCapacity"),
            TransientDataAccessException.class),
        Arguments.of(new RegistryClosedException("store"), NonTransientDataAccessException.class));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorKeepsItsMessageAndIsTheCause(
      RegistryException error, Class<? extends DataAccessException> expected) {
    assertThat(translator.translateExceptionIfPossible(error))
        .isInstanceOf(expected)
        .hasCause(error)
        .hasMessageContaining(error.getMessage());
  }

  @Test
  void whatIsNoErrorOfARegistryIsLeftToOthers() {
    assertThat(translator.translateExceptionIfPossible(new IllegalStateException())).isNull();
  }
}
