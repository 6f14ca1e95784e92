package io.reactiveregistry.examples.promptserver;

import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.http.server.HttpServer;

/**
 * What a client may hold up that sends slowly or not at all, beyond what has a property of Boot's.
 */
final class ClientLimits implements NettyServerCustomizer {

  private final ConnectionLimit connections;
  private final Duration readTimeout;

  ClientLimits(PromptServerProperties properties) {
    this.connections = new ConnectionLimit(properties.maxConnections());
    this.readTimeout = properties.readTimeout();
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server
        .readTimeout(readTimeout)
        .doOnChannelInit((observer, channel, address) -> connections.watch(channel));
  }
}
