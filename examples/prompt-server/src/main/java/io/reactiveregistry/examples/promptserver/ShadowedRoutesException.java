package io.reactiveregistry.examples.promptserver;

/**
 * The routes of the registry would be where this server has others, so that nobody reaches them.
 */
final class ShadowedRoutesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param basePath where they would be
   * @param own the path of the others
   */
  ShadowedRoutesException(String basePath, String own) {
    super(
        "reactive-registry.web.base-path is '%s', but %s and what is below it belongs to this server itself; choose another one, such as /prompts"
            .formatted(basePath, own));
  }
}
