package io.reactiveregistry.examples.promptserver;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The options that this server has beside those of the registry ({@code reactive-registry.*}).
 *
 * @param token what clients have to send as {@code Authorization: Bearer <token>}; blank when they
 *     need not
 * @param page where the files of the page are, a directory as Spring locates resources
 * @param maxConnections how many connections there may be at once; further ones are closed
 * @param readTimeout how long a client may pause within the body of a request, whoever reads it
 */
@ConfigurationProperties("prompt-server")
record PromptServerProperties(
    @DefaultValue("") String token,
    @DefaultValue("classpath:/page/") String page,
    @DefaultValue("1000") int maxConnections,
    @DefaultValue("60s") Duration readTimeout) {

  PromptServerProperties {
    if (maxConnections < 1) {
      throw new IllegalArgumentException(
          "prompt-server.max-connections must be at least 1, was %d".formatted(maxConnections));
    }
    if (readTimeout.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "prompt-server.read-timeout must be at least 1 millisecond, was %s"
              .formatted(readTimeout));
    }
  }

  /** Without the token, which belongs in no log. */
  @Override
  public String toString() {
    return "PromptServerProperties[page=%s, maxConnections=%d, readTimeout=%s]"
        .formatted(page, maxConnections, readTimeout);
  }
}
