package io.reactiveregistry.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.reactiveregistry.vault.Vault;
import io.reactiveregistry.vault.VaultStats;
import java.util.function.ToLongFunction;

/**
 * Shows what a {@link Vault} does, in the meters of {@link RegistryMeters}. It reads the numbers
 * that the Vault keeps anyway, so it costs a read nothing.
 */
public final class VaultMeters implements MeterBinder {

  private final Vault vault;
  private final Tags tags;

  /** Meters without further tags. */
  public VaultMeters(Vault vault) {
    this(vault, Tags.empty());
  }

  /**
   * Meters with tags of yours.
   *
   * @param tags of each meter, such as the name of the store
   */
  public VaultMeters(Vault vault, Iterable<Tag> tags) {
    this.vault = vault;
    this.tags = Tags.of(tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    String result = RegistryTag.RESULT.asString();
    counter(registry, RegistryMeters.VAULT_READS, tags.and(result, "hit"), VaultStats::hits);
    counter(registry, RegistryMeters.VAULT_READS, tags.and(result, "miss"), VaultStats::misses);
    counter(registry, RegistryMeters.VAULT_LOADS, tags, VaultStats::loads);
    counter(registry, RegistryMeters.VAULT_EVICTIONS, tags, VaultStats::evictions);
    Gauge.builder(RegistryMeters.VAULT_SIZE.getName(), vault, from -> from.stats().size())
        .description(RegistryMeters.VAULT_SIZE.getDescription())
        .baseUnit(RegistryMeters.VAULT_SIZE.getBaseUnit())
        .tags(tags)
        .register(registry);
  }

  private void counter(
      MeterRegistry registry,
      RegistryMeters meter,
      Tags tagged,
      ToLongFunction<VaultStats> number) {
    FunctionCounter.builder(meter.getName(), vault, from -> number.applyAsLong(from.stats()))
        .description(meter.getDescription())
        .baseUnit(meter.getBaseUnit())
        .tags(tagged)
        .register(registry);
  }
}
