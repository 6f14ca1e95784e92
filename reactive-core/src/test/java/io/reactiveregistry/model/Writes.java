package io.reactiveregistry.model;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The calls that write. */
final class Writes {

  private Writes() {}

  record Save(Draft draft) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.save(draft.spec());
    }

    @Override
    public Answer on(Model model) {
      return Answer.of(model.save(List.of(draft.spec())));
    }
  }

  record SaveBatch(List<Draft> drafts) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.saveBatch(specs(drafts));
    }

    @Override
    public Answer on(Model model) {
      return contradicts(drafts)
          ? Answer.failed(InvalidTemplateException.class)
          : Answer.of(model.save(specs(drafts)));
    }
  }

  /** A stream of templates, of which the source may fail at the end. */
  record SaveAll(List<Draft> drafts, int batchSize, boolean failing) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      Flux<TemplateSpec> specs = Flux.fromIterable(specs(drafts));
      return registry.saveAll(
          failing ? specs.concatWith(Flux.error(SourceFailure::new)) : specs, batchSize);
    }

    @Override
    public Answer on(Model model) {
      List<Object> commits = new ArrayList<>();
      for (int from = 0; from < drafts.size(); from += batchSize) {
        int to = Math.min(from + batchSize, drafts.size());
        List<Draft> batch = drafts.subList(from, to);
        if (failing && batch.size() < batchSize) {
          break;
        }
        if (contradicts(batch)) {
          return Answer.failedAfter(commits, InvalidTemplateException.class);
        }
        commits.add(model.save(specs(batch)));
      }
      return new Answer(commits, failing ? SourceFailure.class : null);
    }
  }

  record Delete(String id) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.delete(id);
    }

    @Override
    public Answer on(Model model) {
      return deleteAll(model, Collections.singletonList(id));
    }
  }

  record DeleteBatch(List<String> ids) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return registry.deleteBatch(ids);
    }

    @Override
    public Answer on(Model model) {
      return deleteAll(model, ids);
    }
  }

  /** Several writes that are all subscribed to before the first one is answered. */
  record Burst(List<Draft> drafts) implements Command.Call {

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return Flux.fromIterable(drafts)
          .flatMapSequential(draft -> registry.save(draft.spec()), Math.max(1, drafts.size()));
    }

    @Override
    public Answer on(Model model) {
      return Answer.all(drafts.stream().map(draft -> model.save(List.of(draft.spec()))).toList());
    }
  }

  /** What breaks the rules is refused as a whole, whatever else it comes with. */
  enum Refused implements Command.Call {
    NULL_TEMPLATE(InvalidTemplateException.class),
    NULL_IN_A_BATCH(InvalidTemplateException.class),
    BATCH_SIZE_ZERO(InvalidTemplateException.class),
    RECORD_TOO_GREAT(InvalidTemplateException.class),
    MORE_THAN_THE_MAP_HOLDS(MapFullException.class);

    private static final int TOO_GREAT = 2 << 20;
    private static final TemplateSpec GOOD = new Draft("a", "9.0.0", 1).spec();

    private final Class<? extends RegistryException> error;

    Refused(Class<? extends RegistryException> error) {
      this.error = error;
    }

    @Override
    public Publisher<?> on(ReactiveRegistry registry) {
      return switch (this) {
        case NULL_TEMPLATE -> registry.save(null);
        case NULL_IN_A_BATCH -> registry.saveBatch(listOf(GOOD, null));
        case BATCH_SIZE_ZERO -> registry.saveAll(Flux.just(GOOD), 0);
        case RECORD_TOO_GREAT -> registry.saveBatch(listOf(GOOD, large("b", TOO_GREAT)));
        case MORE_THAN_THE_MAP_HOLDS ->
            registry.saveBatch(
                IntStream.range(0, 9).mapToObj(i -> large("large" + i, TOO_GREAT / 3)).toList());
      };
    }

    @Override
    public Answer on(Model model) {
      return Answer.failed(error);
    }

    private static List<TemplateSpec> listOf(TemplateSpec first, @Nullable TemplateSpec second) {
      List<TemplateSpec> specs = new ArrayList<>();
      specs.add(first);
      specs.add(second);
      return specs;
    }

    private static TemplateSpec large(String id, int length) {
      return TemplateSpec.builder(id).template("x".repeat(length)).build();
    }
  }

  /** The source of a stream failed. */
  static final class SourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static List<TemplateSpec> specs(List<Draft> drafts) {
    return drafts.stream().map(Draft::spec).toList();
  }

  /** Whether one version stands there twice with two bodies. */
  private static boolean contradicts(List<Draft> drafts) {
    Map<String, Draft> seen = new HashMap<>();
    for (Draft draft : drafts) {
      Draft earlier = seen.putIfAbsent(draft.id() + '\n' + draft.version(), draft);
      if (earlier != null && !earlier.equals(draft)) {
        return true;
      }
    }
    return false;
  }

  private static Answer deleteAll(Model model, List<String> ids) {
    if (ids.stream().anyMatch(Vocabulary::isBadId)) {
      return Answer.failed(InvalidTemplateException.class);
    }
    Set<String> distinct = new LinkedHashSet<>(ids);
    return model.ids().containsAll(distinct)
        ? Answer.of(model.delete(distinct))
        : Answer.failed(TemplateNotFoundException.class);
  }
}
