package io.reactiveregistry.spring.boot;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.spring.boot.ReactiveRegistryProperties.VaultProperties;
import io.reactiveregistry.vault.Vault;
import io.reactiveregistry.vault.VaultBuilder;

/** Properties as options of the builders. */
final class StoreProperties {

  private StoreProperties() {}

  static LmdbRegistryBuilder apply(ReactiveRegistryProperties properties, PropertyValues values) {
    if (properties.path() == null) {
      throw new StorePathMissingException();
    }
    LmdbRegistryBuilder builder =
        LmdbRegistry.builder(properties.path())
            .durability(properties.durability())
            .writeMap(properties.writeMap())
            .readOnly(properties.readOnly())
            .allowNetworkFileSystem(properties.allowNetworkFileSystem())
            .immutableVersions(properties.immutableVersions());
    values.set(
        "reactive-registry.reader-threads", properties.readerThreads(), builder::readerThreads);
    values.set(
        "reactive-registry.read-queue-capacity",
        properties.readQueueCapacity(),
        builder::readQueueCapacity);
    values.set(
        "reactive-registry.write-queue-capacity",
        properties.writeQueueCapacity(),
        builder::writeQueueCapacity);
    values.set(
        "reactive-registry.write-queue-size",
        properties.writeQueueSize(),
        size -> builder.writeQueueBytes(size.toBytes()));
    values.set(
        "reactive-registry.map-size",
        properties.mapSize(),
        size -> builder.mapSize(size.toBytes()));
    values.set(
        "reactive-registry.max-map-size",
        properties.maxMapSize(),
        size -> builder.maxMapSize(size.toBytes()));
    values.set(
        "reactive-registry.deletion-reserve",
        properties.deletionReserve(),
        size -> builder.deletionReserve(size.toBytes()));
    values.set(
        "reactive-registry.max-record-size",
        properties.maxRecordSize(),
        size -> builder.maxRecordBytes(PropertyValues.bytes(size)));
    values.set("reactive-registry.keep-versions", properties.keepVersions(), builder::keepVersions);
    values.set(
        "reactive-registry.change-log-capacity",
        properties.changeLogCapacity(),
        builder::changeLogCapacity);
    values.set(
        "reactive-registry.change-detection",
        properties.changeDetection(),
        builder::changeDetection);
    return builder;
  }

  static LmdbRegistry open(LmdbRegistryBuilder builder, PropertyValues values) {
    return values.require(
        builder::open,
        IllegalArgumentException.class,
        "reactive-registry.map-size",
        "reactive-registry.max-map-size");
  }

  static VaultBuilder apply(
      VaultProperties properties, ReactiveRegistry registry, PropertyValues values) {
    VaultBuilder builder = Vault.over(registry).negativeEntries(properties.negativeEntries());
    values.requireAtMostOne(
        "reactive-registry.vault.maximum-size", "reactive-registry.vault.maximum-weight");
    values.set(
        "reactive-registry.vault.maximum-size", properties.maximumSize(), builder::maximumSize);
    values.set(
        "reactive-registry.vault.maximum-weight",
        properties.maximumWeight(),
        size -> builder.maximumWeight(size.toBytes()));
    values.set(
        "reactive-registry.vault.refresh-after", properties.refreshAfter(), builder::refreshAfter);
    return properties.strict() ? builder.strict() : builder;
  }

  static Vault build(VaultBuilder builder, PropertyValues values) {
    return values.require(
        builder::build,
        IllegalStateException.class,
        "reactive-registry.vault.strict",
        "reactive-registry.vault.refresh-after");
  }
}
