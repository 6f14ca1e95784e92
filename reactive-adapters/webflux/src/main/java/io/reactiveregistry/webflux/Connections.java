package io.reactiveregistry.webflux;

import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.ClassUtils;
import reactor.netty.http.server.HttpServerResponse;

/** The connection below an answer, where the server is known to have a way to it. */
final class Connections {

  private static final boolean REACTOR_NETTY =
      ClassUtils.isPresent(
          "reactor.netty.http.server.HttpServerResponse", Connections.class.getClassLoader());

  private Connections() {}

  /**
   * Closes the connection at once, whatever is still to be sent.
   *
   * @return whether there is a way to do so
   */
  static boolean close(ServerHttpResponse response) {
    return REACTOR_NETTY && ReactorNetty.close(response);
  }

  /** Loaded only where Reactor Netty is there. */
  private static final class ReactorNetty {

    static boolean close(ServerHttpResponse response) {
      if (!(nativeResponse(response) instanceof HttpServerResponse answer)) {
        return false;
      }
      answer.withConnection(
          connection -> {
            ChannelFuture unused = connection.channel().close();
          });
      return true;
    }

    private static @Nullable Object nativeResponse(ServerHttpResponse response) {
      try {
        return ServerHttpResponseDecorator.getNativeResponse(response);
      } catch (IllegalArgumentException | IllegalStateException e) {
        return null; // an answer without a server, as in tests of an application
      }
    }
  }
}
