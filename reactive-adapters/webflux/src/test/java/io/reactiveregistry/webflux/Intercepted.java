package io.reactiveregistry.webflux;

import io.reactiveregistry.ReactiveRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;

/** A registry of which one method answers otherwise. */
final class Intercepted {

  private Intercepted() {}

  /**
   * @param answer given what the registry itself would answer, a publisher that is cold
   */
  static ReactiveRegistry over(
      ReactiveRegistry registry, String method, Function<Object, Object> answer) {
    return (ReactiveRegistry)
        Proxy.newProxyInstance(
            Intercepted.class.getClassLoader(),
            new Class<?>[] {ReactiveRegistry.class},
            (proxy, called, arguments) -> {
              try {
                Object own = called.invoke(registry, arguments);
                return called.getName().equals(method) ? answer.apply(own) : own;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
