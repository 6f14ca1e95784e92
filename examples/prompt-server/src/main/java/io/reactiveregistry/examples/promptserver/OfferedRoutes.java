package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.spring.boot.ReactiveRegistryProperties;
import io.reactiveregistry.spring.boot.RegistryWebProperties;
import io.reactiveregistry.webflux.RouteGroup;

/** Which routes of the registry there are, as the properties have it. */
final class OfferedRoutes {

  private final ReactiveRegistryProperties store;
  private final RegistryWebProperties web;

  OfferedRoutes(ReactiveRegistryProperties store, RegistryWebProperties web) {
    this.store = store;
    this.web = web;
  }

  /** What stands before the paths of all of them. */
  String basePath() {
    return web.basePath();
  }

  boolean include(RouteGroup group) {
    return !web.without().contains(group);
  }

  /** Whether templates can be saved and deleted. */
  boolean writeTemplates() {
    return write(RouteGroup.WRITING);
  }

  /** Whether labels can be set and removed. */
  boolean writeLabels() {
    return write(RouteGroup.LABELS);
  }

  /** Whether many templates can be saved as one stream. */
  boolean importTemplates() {
    return write(RouteGroup.IMPORT);
  }

  private boolean write(RouteGroup group) {
    return include(group) && !store.readOnly() && !web.readOnly();
  }

  /** Whether changes can be followed, which takes a store that keeps them. */
  boolean tellChanges() {
    return include(RouteGroup.CHANGES) && store.changeLogCapacity() > 0;
  }
}
