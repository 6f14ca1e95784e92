package io.reactiveregistry.model;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Registries that break their promises now and then, which the checks have to notice. */
public final class Tampering {

  private Tampering() {}

  /**
   * A registry that loses saves: instead of the new template it saves the one that is there, so
   * that the answer is right in every respect.
   *
   * @param when asked at each save of one template
   */
  public static ReactiveRegistry losingSaves(ReactiveRegistry registry, BooleanSupplier when) {
    return replacing(
        registry,
        "save",
        argument ->
            argument instanceof TemplateSpec spec && when.getAsBoolean()
                ? registry.find(spec.id()).defaultIfEmpty(spec).flatMap(registry::save)
                : registry.save((TemplateSpec) argument));
  }

  /**
   * A registry that sometimes finds what it has found the first time.
   *
   * @param when asked each time something is to be found
   */
  public static ReactiveRegistry findingOldTemplates(
      ReactiveRegistry registry, BooleanSupplier when) {
    Map<String, TemplateSpec> first = new ConcurrentHashMap<>();
    return replacing(
        registry,
        "find",
        id -> {
          TemplateSpec old = first.get(id);
          return old != null && when.getAsBoolean()
              ? Mono.just(old)
              : registry.find((String) id).doOnNext(found -> first.putIfAbsent(found.id(), found));
        });
  }

  private static ReactiveRegistry replacing(
      ReactiveRegistry registry, String method, Function<Object, Publisher<?>> instead) {
    return (ReactiveRegistry)
        Proxy.newProxyInstance(
            Tampering.class.getClassLoader(),
            new Class<?>[] {ReactiveRegistry.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method) && arguments.length == 1) {
                return Mono.defer(() -> Mono.from(instead.apply(arguments[0])));
              }
              try {
                return called.invoke(registry, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
