package io.reactiveregistry.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every member of the error family owes its reader. */
class RegistryExceptionTest {

  /** One of each, and of each kind of it; a new member has no sample here and fails. */
  private static final List<Sample> SAMPLES =
      List.of(
          new Sample(new TemplateNotFoundException("greeting"), "listIds()", List.of("'greeting'")),
          new Sample(
              new TemplateNotFoundException("greeting", "2.0.0"),
              "listVersions(\"greeting\")",
              List.of("'greeting'", "'2.0.0'")),
          new Sample(
              TemplateNotFoundException.ofLabel("greeting", "live"),
              "labels(\"greeting\")",
              List.of("'greeting'", "'live'")),
          new Sample(
              ConflictException.ofContent("greeting", "12ab", "34cd"),
              "decide anew",
              List.of("'greeting'", "12ab", "34cd")),
          new Sample(
              ConflictException.ofContent("greeting", null, "34cd"),
              "decide anew",
              List.of("'greeting'", "absent was expected", "34cd")),
          new Sample(
              ConflictException.ofContent("greeting", "12ab", null),
              "decide anew",
              List.of("'greeting'", "is absent", "12ab")),
          new Sample(
              ConflictException.ofVersion("greeting", "1.0.0", "12ab", "34cd"),
              "save it under another version",
              List.of("'greeting'", "1.0.0", "12ab", "34cd", "immutableVersions")),
          new Sample(
              ConflictException.ofLabel("greeting", "live", "1.0.0", "2.0.0"),
              "decide anew",
              List.of("'greeting'", "'live'", "1.0.0", "2.0.0", "labels(\"greeting\")")),
          new Sample(
              ConflictException.ofLabel("greeting", "live", null, "2.0.0"),
              "decide anew",
              List.of("'live'", "nowhere was expected", "2.0.0")),
          new Sample(
              ConflictException.ofLabel("greeting", "live", "1.0.0", null),
              "decide anew",
              List.of("'live'", "stands nowhere", "1.0.0")),
          new Sample(
              new LabelledVersionException("greeting", "1.0.0", List.of("live", "next")),
              "move them, or delete it with force",
              List.of("'greeting'", "1.0.0", "live", "next")),
          new Sample(
              new ChangesCompactedException(103, 107, 109),
              "go on after 107",
              List.of("103", "107", "109", "raise changeLogCapacity")),
          new Sample(
              new ChangesCompactedException(112, 107, 109),
              "go on after 109",
              List.of("112", "107", "109", "older backup")),
          new Sample(
              new UnsupportedFeatureException("/data/tree", "labels", "keep them in a store"),
              "keep them in a store",
              List.of("/data/tree", "labels")),
          new Sample(
              new InvalidTemplateException(
                  "metadata.tags[2]", "it is 9, 8 are allowed; shorten it"),
              "shorten it",
              List.of("metadata.tags[2]", "it is 9")),
          new Sample(
              new InvalidTemplateException("default", "it is null; give one").within("inputs.tone"),
              "give one",
              List.of("inputs.tone.default", "it is null")),
          new Sample(
              new InvalidInputException("greeting", "tone", "string", "but none was given"),
              "expected string",
              List.of("'greeting'", "'tone'", "string", "but none was given")),
          new Sample(
              new RenderingException(
                  "greeting", "1.0.0", 7, "user.nmae", "it is unknown; declare it", null),
              "declare it",
              List.of("'greeting'", "1.0.0", "line 7", "'user.nmae'")),
          new Sample(
              new RenderingException(
                  "greeting", "1.0.0", 7, null, "there is no endif; add it", cause()),
              "add it",
              List.of("'greeting'", "1.0.0", "line 7", "there is no endif")),
          new Sample(
              new OverloadedException("read", 4096, "readQueueCapacity"),
              "raise readQueueCapacity",
              List.of("read", "4096", "readQueueCapacity")),
          new Sample(
              new RegistryClosedException("/data/store"), "open it again", List.of("/data/store")),
          new Sample(
              new StoreFullException("/data/store", cause()),
              "free some space",
              List.of("/data/store")),
          new Sample(
              new MapFullException("/data/store", 1000, 2000, cause()),
              "raise maxMapSize",
              List.of("/data/store", "1000", "2000")),
          new Sample(
              new CorruptTemplateException("greeting", "its checksum differs", cause()),
              "save it again or restore",
              List.of("'greeting'", "its checksum differs")),
          new Sample(
              new NotAStoreException("/data/store", "it is a file", cause()),
              "choose another path",
              List.of("/data/store", "it is a file", "untouched")),
          new Sample(
              StoreInUseException.withOtherOptions("/data/store", "writeMap", false, true),
              "use the same options",
              List.of("/data/store", "writeMap", "false", "true")),
          new Sample(
              StoreInUseException.byAnotherClassLoader("/data/store"),
              "load the library once",
              List.of("/data/store", "class loader")),
          new Sample(
              StoreInUseException.bySameProcessId("/data/store"),
              "share one process id namespace",
              List.of("/data/store", "container")),
          new Sample(
              new DamagedStoreException("/data/store", "it is truncated", cause()),
              "restore a backup",
              List.of("/data/store", "it is truncated", "untouched")),
          new Sample(
              new UnsupportedFormatException("/data/store", 7, 1),
              "use a newer version",
              List.of("/data/store", "7", "1")),
          new Sample(
              new UnsupportedFileSystemException("/data/store", "nfs4"),
              "allowNetworkFileSystem(true)",
              List.of("/data/store", "nfs4")),
          new Sample(
              new StoreFailedException("/data/store", cause()),
              "close it and open it again",
              List.of("/data/store", "Input/output error")),
          new Sample(
              new StoreFailedException("/data/store", null),
              "close it and open it again",
              List.of("/data/store")),
          new Sample(
              new UnknownOutcomeException("/data/store", cause()),
              "look before writing it again",
              List.of("/data/store", "Input/output error")),
          new Sample(
              new UnknownOutcomeException("/data/store", null),
              "look before writing it again",
              List.of("/data/store")),
          new Sample(
              new TargetExistsException("/data/backup"),
              "choose another path",
              List.of("/data/backup")),
          new Sample(
              new StorageException("/data/store", "commit", cause()),
              "check the device",
              List.of("/data/store", "commit", "Input/output error")),
          new Sample(
              new StorageException("/data/store", "commit", null),
              "check the device",
              List.of("/data/store", "commit")),
          new Sample(
              new PermissionDeniedException("/data/store", "read and write", cause()),
              "grant it the permission",
              List.of("/data/store", "read and write")),
          new Sample(
              PermissionDeniedException.readOnlyFileSystem("/data/store", cause()),
              "open it with readOnly(true)",
              List.of("/data/store", "read-only")),
          new Sample(
              new ReadOnlyRegistryException("/data/store"),
              "without readOnly(true)",
              List.of("/data/store")),
          new Sample(new TargetNotEmptyException(12), "with overwrite", List.of("12 templates")));

  @Test
  void everyMemberOfTheFamilyHasASample() {
    assertThat(SAMPLES.stream().map(sample -> sample.error().getClass().getName()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            leaves(RegistryException.class).map(Class::getName).toList());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theMessageNamesTheDataAndTheRemedy(Sample sample) {
    assertThat(sample.error().getMessage())
        .contains(sample.data())
        .contains(sample.remedy())
        .doesNotContain("null cause", "%s", "%d")
        .doesNotEndWith(".");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatTheMessageSaysIsThereAsData(Sample sample) throws ReflectiveOperationException {
    List<Method> accessors =
        Arrays.stream(sample.error().getClass().getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getParameterCount() == 0)
            .filter(method -> !method.getName().equals("isRetryable"))
            .toList();

    assertThat(accessors).isNotEmpty();
    for (Method accessor : accessors) {
      Object value = accessor.invoke(sample.error());
      if (value instanceof Enum<?> kind) {
        assertThat(sample.error().getMessage()).containsIgnoringCase(kind.name()); // in a sentence
      } else if (value != null) {
        assertThat(sample.error().getMessage()).contains(value.toString());
      }
    }
  }

  @Test
  void onlyOverloadIsRetryable() {
    Set<Class<?>> retryable =
        SAMPLES.stream()
            .map(Sample::error)
            .filter(RegistryException::isRetryable)
            .collect(Collectors.mapping(Object::getClass, Collectors.toUnmodifiableSet()));

    assertThat(retryable).containsExactly(OverloadedException.class);
  }

  @Test
  void everyMemberIsFinalSoThatTheFamilyIsClosed() {
    assertThat(leaves(RegistryException.class))
        .allSatisfy(type -> assertThat((Class<?>) type).isPublic().isFinal());
  }

  @Test
  void theCauseIsKept() {
    IOException cause = cause();
    assertThat(new StorageException("/data/store", "commit", cause)).hasCause(cause);
    assertThat(new MapFullException("/data/store", 1, 2, cause)).hasCause(cause);
    InvalidTemplateException inner = new InvalidTemplateException("id", "it is blank");
    assertThat(inner.within("specs[3]")).hasCause(inner);
  }

  private static IOException cause() {
    return new IOException("Input/output error");
  }

  private static Stream<Sample> samples() {
    return SAMPLES.stream();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RegistryExceptionTest::leaves)
        : Stream.of(type);
  }

  /** An error, the words that tell what to do, and the data its message must show. */
  private record Sample(RegistryException error, String remedy, List<String> data) {

    @Override
    public String toString() {
      return error.toString();
    }
  }
}
