package io.reactiveregistry.webflux;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebInputException;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The connection below a request and its answer, where the server is known to have a way to it. */
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

  /**
   * Has a body fail whose content cannot be decoded, where the server would take it for complete.
   */
  static void failOnMalformedContent(ServerHttpRequest request) {
    if (REACTOR_NETTY) {
      ReactorNetty.failOnMalformedContent(request);
    }
  }

  /**
   * Whether nothing can be answered any more: the client has gone, or the server has answered the
   * request by itself. False where there is no way to know.
   */
  static boolean isOver(ServerHttpRequest request) {
    return REACTOR_NETTY && ReactorNetty.isOver(request);
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

    static void failOnMalformedContent(ServerHttpRequest request) {
      if (nativeRequest(request) instanceof HttpServerRequest message) {
        message.withConnection(
            connection ->
                connection.addHandlerLast(
                    MalformedContentHandler.class.getName(), new MalformedContentHandler()));
      }
    }

    static boolean isOver(ServerHttpRequest request) {
      return nativeRequest(request) instanceof Connection exchange && exchange.isDisposed();
    }

    private static @Nullable Object nativeRequest(ServerHttpRequest request) {
      try {
        return ServerHttpRequestDecorator.getNativeRequest(request);
      } catch (IllegalArgumentException | IllegalStateException e) {
        return null; // a request without a server, as in tests of an application
      }
    }

    private static @Nullable Object nativeResponse(ServerHttpResponse response) {
      try {
        return ServerHttpResponseDecorator.getNativeResponse(response);
      } catch (IllegalArgumentException | IllegalStateException e) {
        return null; // an answer without a server, as in tests of an application
      }
    }
  }

  /** Stands behind what looks at the content of a request that did not have to wait. */
  private static final class MalformedContentHandler extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof DecoderResultProvider content && content.decoderResult().isFailure()) {
        ReferenceCountUtil.release(message);
        context.fireExceptionCaught(
            new ServerWebInputException(
                "The chunks of the body are malformed from here on; send it again"));
        return;
      }
      context.fireChannelRead(message);
    }
  }
}
