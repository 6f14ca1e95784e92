package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application that excludes what the starter brings goes without it, and no more. */
@Timeout(120)
class ExclusionsTest {

  @TempDir Path directory;

  private String[] options() {
    return new String[] {
      "--server.port=0",
      "--reactive-registry.path=" + directory.resolve("store"),
      "--reactive-registry.web.enabled=true",
      "--management.endpoints.web.exposure.include=*"
    };
  }

  @Test
  void withoutTheActuatorItServes() throws Exception {
    String printed =
        ApplicationProcess.without(
                "spring-boot-actuator", "spring-boot-health", "spring-boot-micrometer")
            .run(options());

    assertThat(printed)
        .contains("Started Application", "Templates: 200 []")
        .contains(" vault,", " reactiveRegistryRoutes,")
        .doesNotContain("reactiveRegistryHealthIndicator", "registryEndpoint");
  }

  @Test
  void withoutAWebServerItHasAStoreAndACache() throws Exception {
    String printed =
        ApplicationProcess.without(
                "spring-boot-webflux",
                "spring-boot-reactor-netty",
                "spring-boot-netty",
                "spring-boot-web-server",
                "reactor-netty",
                "netty-")
            .run(options());

    assertThat(printed)
        .contains("Started Application")
        .contains(" vault,", " reactiveRegistryHealthIndicator,")
        .doesNotContain("reactiveRegistryRoutes", "Netty started", "Templates:");
  }
}
