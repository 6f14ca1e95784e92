package io.reactiveregistry.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RegistryClosedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** One client of a store, which knows from a model what it has to see. */
final class Session implements AutoCloseable {

  private final Store store;
  private final Model model = new Model();
  private ReactiveRegistry registry;
  private @Nullable ReactiveRegistry other;
  private long revision;

  Session(Store store) {
    this.store = store;
    this.registry = store.open();
  }

  Model model() {
    return model;
  }

  Store store() {
    return store;
  }

  /** The handle to use: both in turn while there are two. */
  ReactiveRegistry registry() {
    ReactiveRegistry used = registry;
    if (other != null) {
      registry = other;
      other = used;
    }
    return used;
  }

  void requireAnswer(Answer expected, Publisher<?> publisher) {
    assertThat(Answer.from(publisher, this::withoutTheMoment)).isEqualTo(expected);
  }

  /** Times and revisions are not in the model; what holds for them is checked here. */
  private Object withoutTheMoment(Object value) {
    if (value instanceof Commit commit) {
      boolean changed = commit.saved() + commit.deleted() > 0;
      assertThat(commit.revision())
          .as("revision of the commit after that of revision %d", revision)
          .isGreaterThanOrEqualTo(changed ? revision + 1 : revision);
      revision = commit.revision();
      return new Answer.Written(commit.saved(), commit.deleted());
    }
    if (value instanceof RegistryMetadata metadata) {
      assertThat(metadata.revision()).as("revision").isEqualTo(revision);
      return new Answer.Described(metadata.count(), metadata.lastModified() != null);
    }
    return value;
  }

  /** Whether something was written since the last write that was answered. */
  boolean hasANewRevision() {
    RegistryMetadata metadata = Objects.requireNonNull(registry.metadata().block(Answer.TIMEOUT));
    long last = revision;
    revision = metadata.revision();
    assertThat(revision).as("revision").isBetween(last, last + 1);
    return revision > last;
  }

  void openAnotherHandle() {
    if (other == null) {
      other = store.open();
    }
  }

  void closeAnotherHandle() {
    if (other != null) {
      requireClosed(other);
      other = null;
    }
  }

  /** Closes everything, lets the store be changed by others, and opens it again. */
  void reopen(Runnable meanwhile) {
    closeAnotherHandle();
    requireClosed(registry);
    meanwhile.run();
    registry = store.open();
  }

  private void requireClosed(ReactiveRegistry handle) {
    handle.close();
    Answer closed = Answer.failed(RegistryClosedException.class);
    requireAnswer(closed, handle.count());
    requireAnswer(closed, handle.save(new Draft("a", "1", 1).spec()));
  }

  /** Compares everything there is. */
  void requireAll() {
    requireAnswer(Answer.of(model.describe()), registry.metadata());
    requireAnswer(Answer.all(model.ids().stream().toList()), registry.listIds());
    requireTemplates();
  }

  /** Compares the templates that the model knows, in all their versions. */
  void requireTemplates() {
    for (String id : model.ids()) {
      requireAnswer(Answer.of(Objects.requireNonNull(model.find(id))), registry.load(id));
      requireAnswer(Answer.all(model.versions(id)), registry.listVersions(id));
      for (String version : model.versions(id)) {
        TemplateSpec spec = Objects.requireNonNull(model.find(id, version));
        requireAnswer(Answer.of(spec), registry.load(id, version));
      }
    }
  }

  @Override
  public void close() {
    registry.close();
    if (other != null) {
      other.close();
    }
  }
}
