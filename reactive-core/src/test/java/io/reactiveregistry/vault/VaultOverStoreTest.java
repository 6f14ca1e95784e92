package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Vault over a store that others have open, too. */
class VaultOverStoreTest extends VaultTesting {

  @TempDir Path directory;

  private LmdbRegistry open() {
    return LmdbRegistry.builder(directory).open();
  }

  @Test
  void whatAnotherHandleWritesIsSeenWhenItsWriteHasCompleted() {
    Vault vault = build(Vault.over(open()));
    try (ReactiveRegistry other = open()) {
      for (int i = 0; i < 200; i++) {
        TemplateSpec next = template("a", "1.0.0", "body " + i);

        assertThat(get(other.save(next).then(vault.load("a")))).isEqualTo(next);
        assertThat(get(vault.load("a", "1.0.0"))).isEqualTo(next);
      }
    }
    assertThat(vault.stats().loads()).isLessThanOrEqualTo(400);
  }

  @Test
  void aLabelThatAnotherHandleMovesIsFollowed() {
    Vault vault = build(Vault.over(open()));
    TemplateRef live = TemplateRef.label("a", "live");
    get(vault.save(template("a", "1.0.0")).then(vault.save(template("a", "2.0.0"))));
    try (ReactiveRegistry other = open()) {
      for (int i = 0; i < 100; i++) {
        String version = i % 2 == 0 ? "1.0.0" : "2.0.0";

        assertThat(get(other.setLabel("a", "live", version).then(vault.load(live))).version())
            .isEqualTo(version);
      }
    }
  }

  @Test
  void aStrictVaultSeesEveryWrite() {
    Vault vault = build(Vault.over(open()).strict());
    try (ReactiveRegistry other = open()) {
      for (int i = 0; i < 100; i++) {
        TemplateSpec next = template("a", "1.0.0", "body " + i);

        assertThat(get(other.save(next).then(vault.load("a")))).isEqualTo(next);
        assertThat(get(vault.load("a"))).isEqualTo(next);
      }
    }
    assertThat(vault.stats().loads()).isEqualTo(100);
  }
}
