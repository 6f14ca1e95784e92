package io.reactiveregistry.examples.promptserver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Serves prompt templates over HTTP from a store embedded in this process, and a page to work with
 * them.
 *
 * <p>The first start fills the store with the sample prompts under {@code resources/prompts}; later
 * starts leave it as its users made it. Start it with {@code java -jar prompt-server.jar}; {@code
 * --server.port=9000}, {@code --reactive-registry.path=/data/prompts} and {@code
 * --prompt-server.token=...} change the port and the place, and ask for a token. The other options
 * are those of the starter.
 *
 * <p>Read {@link PromptServerConfiguration} for how it is put together, and {@link
 * io.reactiveregistry.webflux.TemplateRoutes} for the HTTP interface of the registry.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(PromptServerProperties.class)
public class PromptServer {

  /** From this one on, the JDK warns of every first use of {@code sun.misc.Unsafe}. */
  private static final int FIRST_RELEASE_THAT_WARNS = 24;

  public static void main(String[] args) {
    if (Runtime.version().feature() >= FIRST_RELEASE_THAT_WARNS) {
      avoidUnsafe();
    }
    SpringApplication.run(PromptServer.class, args);
  }

  /** Both libraries have another way, and read these properties when they are first used. */
  private static void avoidUnsafe() {
    System.setProperty("jffi.unsafe.disabled", "true");
    System.setProperty("msgpack.universal-buffer", "true");
  }
}
