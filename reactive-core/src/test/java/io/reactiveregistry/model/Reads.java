package io.reactiveregistry.model;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The calls that read. */
final class Reads {

  private Reads() {}

  record Load(String id) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.load(id);
    }

    @Override
    public Answer on(Model model) {
      return oneOrNotFound(id, () -> model.find(id));
    }
  }

  record LoadVersion(String id, String version) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.load(id, version);
    }

    @Override
    public Answer on(Model model) {
      return Vocabulary.isBadVersion(version)
          ? Answer.failed(InvalidTemplateException.class)
          : oneOrNotFound(id, () -> model.find(id, version));
    }
  }

  record Find(String id) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.find(id);
    }

    @Override
    public Answer on(Model model) {
      return unlessBad(
          id,
          () -> {
            TemplateSpec spec = model.find(id);
            return spec == null ? Answer.of() : Answer.of(spec);
          });
    }
  }

  record Exists(String id) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.exists(id);
    }

    @Override
    public Answer on(Model model) {
      return unlessBad(id, () -> Answer.of(model.find(id) != null));
    }
  }

  record LoadAll(List<String> ids) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.loadAll(Flux.fromIterable(ids));
    }

    @Override
    public Answer on(Model model) {
      List<Object> loaded = new ArrayList<>();
      for (String id : ids) {
        if (Vocabulary.isBadId(id)) {
          return Answer.failedAfter(loaded, InvalidTemplateException.class);
        }
        TemplateSpec spec = model.find(id);
        if (spec == null) {
          return Answer.failedAfter(loaded, TemplateNotFoundException.class);
        }
        loaded.add(spec);
      }
      return Answer.all(loaded);
    }
  }

  /** All ids of a range, or the first few of them. */
  record ListIds(IdRange range, int limit) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.listIds(range).take(limit);
    }

    @Override
    public Answer on(Model model) {
      return Answer.all(model.ids(range).stream().limit(limit).toList());
    }
  }

  record ListVersions(String id) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.listVersions(id);
    }

    @Override
    public Answer on(Model model) {
      return unlessBad(id, () -> Answer.all(model.versions(id)));
    }
  }

  record Count() implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.count();
    }

    @Override
    public Answer on(Model model) {
      return Answer.of((long) model.ids().size());
    }
  }

  record Metadata() implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.metadata();
    }

    @Override
    public Answer on(Model model) {
      return Answer.of(model.describe());
    }
  }

  private static Answer oneOrNotFound(String id, Supplier<@Nullable TemplateSpec> found) {
    return unlessBad(
        id,
        () -> {
          TemplateSpec spec = found.get();
          return spec == null ? Answer.failed(TemplateNotFoundException.class) : Answer.of(spec);
        });
  }

  private static Answer unlessBad(String id, Supplier<Answer> answer) {
    return Vocabulary.isBadId(id) ? Answer.failed(InvalidTemplateException.class) : answer.get();
  }
}
