package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.StorageException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

/** A store holds what neither this library nor the Python original writes. */
@Timeout(60)
class StrangeContentTest {

  private static final byte[] NO_TEXT = {(byte) 0xFF, (byte) 0xFE};

  @TempDir Path directory;

  @BeforeEach
  void saveOneTemplate() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.save(Samples.template("a")).block(Samples.TIMEOUT);
    }
  }

  @Test
  void anUnreadableRevisionFailsEveryWriteAndBlocksNone() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "reactive.revision", "no number");
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      for (int i = 0; i < 2; i++) {
        StepVerifier.create(registry.save(Samples.template("b")))
            .expectError(StorageException.class)
            .verify(Samples.TIMEOUT);
      }
    }
  }

  @Test
  void anIdThatIsNoTextEndsTheListingAfterTheIdsBeforeIt() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("templates", NO_TEXT, new byte[1]);
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      StepVerifier.create(registry.listIds())
          .expectNext("a")
          .expectError(CorruptTemplateException.class)
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void deletingRemovesVersionsThatAreNoTextToo() {
    byte[] longest = new byte[KeyBuffer.MAX_KEY_BYTES];
    Arrays.fill(longest, (byte) 0xFF);
    longest[0] = 'a';
    longest[1] = ':';
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("version_index", longest, new byte[] {'a'});
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.delete("a").block(Samples.TIMEOUT);
    }
    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.entries("version_index")).isZero();
    }
  }
}
