package io.reactiveregistry.spring.boot;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.spring.boot.ReactiveRegistryProperties.VaultProperties;
import io.reactiveregistry.vault.Vault;
import io.reactiveregistry.vault.VaultBuilder;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.util.unit.DataSize;

/** Properties as options of the builders. */
final class StoreProperties {

  private StoreProperties() {}

  static LmdbRegistryBuilder apply(ReactiveRegistryProperties properties) {
    if (properties.path() == null) {
      throw new StorePathMissingException();
    }
    LmdbRegistryBuilder builder =
        LmdbRegistry.builder(properties.path())
            .readQueueCapacity(properties.readQueueCapacity())
            .writeQueueCapacity(properties.writeQueueCapacity())
            .writeQueueBytes(properties.writeQueueSize().toBytes())
            .mapSize(properties.mapSize().toBytes())
            .maxMapSize(properties.maxMapSize().toBytes())
            .deletionReserve(properties.deletionReserve().toBytes())
            .durability(properties.durability())
            .writeMap(properties.writeMap())
            .readOnly(properties.readOnly())
            .allowNetworkFileSystem(properties.allowNetworkFileSystem())
            .maxRecordBytes(Math.toIntExact(properties.maxRecordSize().toBytes()))
            .immutableVersions(properties.immutableVersions())
            .changeLogCapacity(properties.changeLogCapacity())
            .changeDetection(properties.changeDetection());
    PropertyMapper given = PropertyMapper.get();
    given.from(properties.readerThreads()).to(builder::readerThreads);
    given.from(properties.keepVersions()).to(builder::keepVersions);
    return builder;
  }

  static VaultBuilder apply(VaultProperties properties, ReactiveRegistry registry) {
    VaultBuilder builder = Vault.over(registry).negativeEntries(properties.negativeEntries());
    DataSize weight = properties.maximumWeight();
    if (weight == null) {
      builder.maximumSize(properties.maximumSize());
    } else {
      builder.maximumWeight(weight.toBytes());
    }
    PropertyMapper.get().from(properties.refreshAfter()).to(builder::refreshAfter);
    return properties.strict() ? builder.strict() : builder;
  }
}
