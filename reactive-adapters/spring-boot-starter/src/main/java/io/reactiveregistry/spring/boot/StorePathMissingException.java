package io.reactiveregistry.spring.boot;

/** Nobody has said where the store is. */
final class StorePathMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StorePathMissingException() {
    super("reactive-registry.path is not set, so it is not known where the store is");
  }
}
