package io.reactiveregistry.spring.boot;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;

/**
 * Hands values of properties to builders. Those know their limits, and say them when they refuse a
 * value; this adds which property it was, what was written there, and where.
 */
final class PropertyValues {

  private final Iterable<ConfigurationPropertySource> sources;
  private final Binder written;

  PropertyValues(ConfigurableEnvironment environment) {
    this.sources = ConfigurationPropertySources.from(environment.getPropertySources());
    this.written = new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
  }

  /**
   * Sets an option to the value of a property; nothing where there is no value.
   *
   * @throws RefusedPropertyException when the option cannot have it
   */
  <T> void set(String property, @Nullable T value, Consumer<T> option) {
    if (value == null) {
      return;
    }
    try {
      option.accept(value);
    } catch (IllegalArgumentException refusal) {
      throw new RefusedPropertyException(List.of(property), told(property), refusal);
    }
  }

  /**
   * Takes a step that refuses properties which do not go together.
   *
   * @param refusal what the step throws then, and for nothing else that a property is to blame for
   * @throws RefusedPropertyException when it does, and one of them is set; else nobody can correct
   *     it there
   */
  <R> R require(Supplier<R> step, Class<? extends RuntimeException> refusal, String... properties) {
    try {
      return step.get();
    } catch (RuntimeException failure) {
      List<String> set = Arrays.stream(properties).filter(this::isSet).toList();
      if (set.isEmpty() || !refusal.isInstance(failure)) {
        throw failure;
      }
      throw new RefusedPropertyException(
          set, String.join(" and ", set.stream().map(this::told).toList()), failure);
    }
  }

  /**
   * Refuses two properties of which one says all.
   *
   * @throws RefusedPropertyException when both are set
   */
  void requireAtMostOne(String one, String other) {
    if (isSet(one) && isSet(other)) {
      throw new RefusedPropertyException(
          List.of(one, other),
          told(one) + " and " + told(other),
          new IllegalArgumentException("there can be only one of them"));
    }
  }

  /**
   * A size as a number of bytes, for options that take no greater ones.
   *
   * @throws IllegalArgumentException when it is too great
   */
  static int bytes(DataSize size) {
    if (size.toBytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "it must be at most %d bytes, was %d".formatted(Integer.MAX_VALUE, size.toBytes()));
    }
    return Math.toIntExact(Math.max(size.toBytes(), Integer.MIN_VALUE));
  }

  private boolean isSet(String property) {
    return written.bind(property, String.class).isBound();
  }

  private String told(String property) {
    String value = written.bind(property, String.class).orElse("");
    ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
    for (ConfigurationPropertySource source : sources) {
      ConfigurationProperty found = source.getConfigurationProperty(name);
      Origin origin = found == null ? null : found.getOrigin();
      if (origin != null) {
        return "%s is '%s' (%s)".formatted(property, value, origin);
      }
    }
    return "%s is '%s'".formatted(property, value);
  }
}
