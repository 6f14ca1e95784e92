package io.reactiveregistry.examples.promptserver;

import java.util.ArrayList;
import java.util.List;

/** The paths that this server has beside those of the registry, and that go first. */
final class OwnPaths {

  private static final List<String> ALWAYS =
      List.of("/page", "/settings", "/preview", "/dashboard");

  private final List<String> paths = new ArrayList<>(ALWAYS);

  /**
   * @param endpoints the path of those of the Actuator; of no matter when they are at the root
   */
  OwnPaths(String endpoints) {
    if (endpoints.length() > 1) {
      paths.add(endpoints);
    }
  }

  /**
   * @param basePath what stands before the paths of the registry
   * @throws ShadowedRoutesException when one of these would be there, or above it
   */
  void requireNotAt(String basePath) {
    for (String own : paths) {
      if ((basePath + "/").startsWith(own + "/")) {
        throw new ShadowedRoutesException(basePath, own);
      }
    }
  }
}
