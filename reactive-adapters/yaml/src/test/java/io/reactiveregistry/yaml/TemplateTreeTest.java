package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class TemplateTreeTest {

  private static final byte[] DOCUMENT = "id: a\ntemplate: x".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;
  private TemplateTree tree;

  @BeforeEach
  void open() throws IOException {
    tree = new TemplateTree(directory.toRealPath(), 1, 1_000);
  }

  @AfterEach
  void close() {
    tree.close();
  }

  @Test
  void countsNoEditBeforeTheFirstLook() throws IOException {
    Files.write(directory.resolve("a.yaml"), DOCUMENT);
    tree.refresh();
    tree.refresh();

    assertThat(tree.editsByOthers()).isZero();
  }

  @Test
  void countsEachLookThatFindsEdits() throws IOException {
    tree.refresh();
    Files.write(directory.resolve("a.yaml"), DOCUMENT);
    Files.write(directory.resolve("b.yaml"), DOCUMENT);
    tree.refresh();
    tree.refresh();
    Files.delete(directory.resolve("b.yaml"));
    tree.examineAll();

    assertThat(tree.editsByOthers()).isEqualTo(2);
  }

  @Test
  void countsNoCommitOfItsOwn() throws IOException {
    tree.refresh();
    commit();
    tree.refresh();
    commit();
    tree.examineAll();

    assertThat(tree.editsByOthers()).isZero();
  }

  @Test
  void countsWhatVanishesWhileItLooks() throws IOException {
    tree.refresh();
    Path file = directory.resolve("a.yaml");
    AtomicBoolean done = new AtomicBoolean();
    Mono<Boolean> looking =
        Mono.fromCallable(
                () -> {
                  while (!done.get()) {
                    tree.refresh();
                  }
                  return true;
                })
            .subscribeOn(Schedulers.boundedElastic())
            .cache();
    looking.subscribe();
    try {
      for (int i = 0; i < 500; i++) {
        Files.write(file, DOCUMENT);
        tree.refresh();
        long before = tree.editsByOthers();

        Files.delete(file);
        tree.refresh();

        assertThat(tree.editsByOthers()).isGreaterThan(before);
      }
    } finally {
      done.set(true);
      looking.block();
    }
  }

  private void commit() throws IOException {
    FileTransaction transaction = new FileTransaction();
    transaction.replace(tree.root().resolve("a.yaml"), DOCUMENT);
    tree.commit(transaction);
  }

  @Test
  void filesMayBeOfAnyLength() throws IOException {
    TemplateTree unlimited = new TemplateTree(directory.toRealPath(), 1, Integer.MAX_VALUE);
    try {
      Files.write(directory.resolve("a.yaml"), DOCUMENT);

      assertThat(unlimited.find("a")).isNotNull();
    } finally {
      unlimited.close();
    }
  }
}
