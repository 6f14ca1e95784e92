package io.reactiveregistry.webflux;

/** A template in one form, as it is sent. */
final class Representation {

  private final String entityTag;
  private final byte[] body;

  /**
   * @param entityTag strong, in its quotes
   * @param body not to be changed any more
   */
  Representation(String entityTag, byte[] body) {
    this.entityTag = entityTag;
    this.body = body;
  }

  String entityTag() {
    return entityTag;
  }

  byte[] body() {
    return body;
  }
}
