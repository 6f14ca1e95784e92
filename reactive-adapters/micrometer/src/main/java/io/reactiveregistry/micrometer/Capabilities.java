package io.reactiveregistry.micrometer;

import io.reactiveregistry.AuditableRegistry;
import io.reactiveregistry.ObservableRegistry;
import io.reactiveregistry.ReactiveRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a decorator the further interfaces of what it decorates, so that those who ask for them,
 * such as the Vault and Migration, still find them. What the decorator does not implement goes to
 * the registry beneath it.
 */
final class Capabilities {

  private static final List<Class<? extends ReactiveRegistry>> KNOWN =
      List.of(ObservableRegistry.class, AuditableRegistry.class);

  private Capabilities() {}

  static ReactiveRegistry keep(ReactiveRegistry decorator, ReactiveRegistry beneath) {
    List<Class<?>> interfaces = new ArrayList<>();
    KNOWN.stream().filter(known -> known.isInstance(beneath)).forEach(interfaces::add);
    if (interfaces.isEmpty()) {
      return decorator;
    }
    return (ReactiveRegistry)
        Proxy.newProxyInstance(
            ReactiveRegistry.class.getClassLoader(),
            interfaces.toArray(Class<?>[]::new),
            (proxy, method, arguments) ->
                isEquals(method)
                    ? proxy == arguments[0]
                    : answer(decorator, beneath, method, arguments));
  }

  private static boolean isEquals(Method method) {
    return method.getDeclaringClass() == Object.class && method.getName().equals("equals");
  }

  private static @Nullable Object answer(
      ReactiveRegistry decorator,
      ReactiveRegistry beneath,
      Method method,
      @Nullable Object @Nullable [] arguments)
      throws Throwable {
    boolean decorated = method.getDeclaringClass().isInstance(decorator);
    try {
      return method.invoke(decorated ? decorator : beneath, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
