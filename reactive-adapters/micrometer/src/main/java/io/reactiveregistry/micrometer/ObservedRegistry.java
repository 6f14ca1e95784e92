package io.reactiveregistry.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import io.reactiveregistry.Commit;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateDiff;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes an observation of each template that is loaded, looked for or saved, with its id and
 * version, so that a trace tells which prompt a request has used. What concerns many templates at
 * once, and everything else, passes through.
 *
 * <p><b>When:</b> an observation begins with the subscription and ends before the result is
 * signalled. Its parent is the one in the subscriber's {@code Context}, as Spring puts it there, or
 * else the current one of the thread; itself it is in the {@code Context} of the registry beneath.
 *
 * <p><b>Order.</b> Over a {@code Vault} it observes every use, hits included, which is what a trace
 * is for; that costs a hit more than the hit itself. Beneath a Vault it observes what the Vault has
 * to read, with the trace of the first who asked. It keeps the further interfaces of the registry,
 * so the Vault is told of writes as it would be without it.
 */
public final class ObservedRegistry implements ReactiveRegistry {

  private static final TemplateObservationConvention DEFAULT_CONVENTION =
      new TemplateObservationConvention();

  private final ReactiveRegistry registry;
  private final ObservationRegistry observations;
  private final @Nullable ObservationConvention<TemplateObservationContext> convention;

  private ObservedRegistry(
      ReactiveRegistry registry,
      ObservationRegistry observations,
      @Nullable ObservationConvention<TemplateObservationContext> convention) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.observations = Objects.requireNonNull(observations, "observations");
    this.convention = convention;
  }

  /**
   * The registry, observed. Closing it closes the registry.
   *
   * @return an {@code ObservableRegistry} if the registry is one, and an {@code AuditableRegistry}
   *     likewise
   */
  public static ReactiveRegistry over(ReactiveRegistry registry, ObservationRegistry observations) {
    return over(registry, observations, null);
  }

  /**
   * The registry, observed and named in a way of yours.
   *
   * @param convention names the observations; null for {@link TemplateObservationConvention}
   */
  public static ReactiveRegistry over(
      ReactiveRegistry registry,
      ObservationRegistry observations,
      @Nullable ObservationConvention<TemplateObservationContext> convention) {
    return Capabilities.keep(new ObservedRegistry(registry, observations, convention), registry);
  }

  @Override
  public Mono<TemplateSpec> load(String id) {
    return observed("load", id, null, registry.load(id), ObservedRegistry::loaded);
  }

  @Override
  public Mono<TemplateSpec> load(String id, String version) {
    return observed("load", id, version, registry.load(id, version), ObservedRegistry::loaded);
  }

  @Override
  public Mono<TemplateSpec> load(TemplateRef ref) {
    return observed(
        "load",
        ref == null ? null : ref.id(),
        ref == null ? null : ref.version(),
        registry.load(ref),
        ObservedRegistry::loaded);
  }

  @Override
  public Mono<TemplateSpec> find(String id) {
    return observed("find", id, null, registry.find(id), ObservedRegistry::loaded);
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec) {
    return observedSave(spec, registry.save(spec));
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec, WriteCondition condition) {
    return observedSave(spec, registry.save(spec, condition));
  }

  private Mono<Commit> observedSave(@Nullable TemplateSpec spec, Mono<Commit> save) {
    return observed(
        "save",
        spec == null ? null : spec.id(),
        spec == null ? null : spec.version(),
        save,
        (context, commit) -> {});
  }

  private static void loaded(TemplateObservationContext context, TemplateSpec spec) {
    context.found(spec.version());
  }

  private <T> Mono<T> observed(
      String operation,
      @Nullable String id,
      @Nullable String version,
      Mono<T> call,
      BiConsumer<TemplateObservationContext, T> onResult) {
    if (observations.isNoop()) {
      return call;
    }
    return call.tap(
        subscriber -> {
          TemplateObservationContext context =
              new TemplateObservationContext(operation, id, version);
          Observation observation =
              TemplateObservation.TEMPLATE.observation(
                  convention, DEFAULT_CONVENTION, () -> context, observations);
          return new ObservationListener<>(context, observation, subscriber, onResult);
        });
  }

  @Override
  public Flux<TemplateSpec> loadAll(Publisher<String> ids) {
    return registry.loadAll(ids);
  }

  @Override
  public Flux<String> listIds() {
    return registry.listIds();
  }

  @Override
  public Flux<String> listIds(IdRange range) {
    return registry.listIds(range);
  }

  @Override
  public Flux<String> listVersions(String id) {
    return registry.listVersions(id);
  }

  @Override
  public Mono<TemplateDiff> diff(String id, String from, String to) {
    return registry.diff(id, from, to);
  }

  @Override
  public Mono<Map<String, String>> labels(String id) {
    return registry.labels(id);
  }

  @Override
  public Mono<Boolean> exists(String id) {
    return registry.exists(id);
  }

  @Override
  public Mono<Long> count() {
    return registry.count();
  }

  @Override
  public Mono<RegistryMetadata> metadata() {
    return registry.metadata();
  }

  @Override
  public Mono<Commit> saveBatch(Collection<TemplateSpec> specs) {
    return registry.saveBatch(specs);
  }

  @Override
  public Flux<Commit> saveAll(Publisher<TemplateSpec> specs, int batchSize) {
    return registry.saveAll(specs, batchSize);
  }

  @Override
  public Mono<Commit> delete(String id) {
    return registry.delete(id);
  }

  @Override
  public Mono<Commit> delete(String id, WriteCondition condition) {
    return registry.delete(id, condition);
  }

  @Override
  public Mono<Commit> deleteBatch(Collection<String> ids) {
    return registry.deleteBatch(ids);
  }

  @Override
  public Mono<Commit> deleteVersion(String id, String version, boolean force) {
    return registry.deleteVersion(id, version, force);
  }

  @Override
  public Mono<Commit> rollback(String id, String version) {
    return registry.rollback(id, version);
  }

  @Override
  public Mono<Commit> moveLabels(Collection<LabelMove> moves) {
    return registry.moveLabels(moves);
  }

  @Override
  public Flux<TemplateChange> changes() {
    return registry.changes();
  }

  @Override
  public Flux<TemplateChange> changes(long afterRevision) {
    return registry.changes(afterRevision);
  }

  @Override
  public Mono<Void> closeAsync() {
    return registry.closeAsync();
  }

  @Override
  public void close() {
    registry.close();
  }
}
