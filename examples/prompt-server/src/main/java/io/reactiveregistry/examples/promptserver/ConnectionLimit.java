package io.reactiveregistry.examples.promptserver;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes connections that are too many, before anything of them is read. One for all of a server.
 */
final class ConnectionLimit {

  private final int limit;
  private final AtomicInteger served = new AtomicInteger();

  ConnectionLimit(int limit) {
    this.limit = limit;
  }

  /**
   * Has a connection that has just been made served or closed, before its other handlers see it.
   */
  void watch(Channel connection) {
    connection.pipeline().addFirst(new Gate());
  }

  /** Whether there was a place for one more, which is then taken. */
  private boolean take() {
    return served.getAndUpdate(taken -> Math.min(taken + 1, limit)) < limit;
  }

  /** Of one connection. The handlers behind it never learn of one that is refused. */
  private final class Gate extends ChannelInboundHandlerAdapter {

    private boolean refused;

    /** A connection can end before it was active, but in no way without its future. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      refused = !take();
      if (!refused) {
        context.channel().closeFuture().addListener(closed -> served.decrementAndGet());
      }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (refused) {
        ChannelFuture unused = context.close();
      } else {
        context.fireChannelActive();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (!refused) {
        context.fireChannelInactive();
      }
    }
  }
}
