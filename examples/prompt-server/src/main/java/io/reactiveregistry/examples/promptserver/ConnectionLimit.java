package io.reactiveregistry.examples.promptserver;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes connections that are too many, before anything of them is read. One for all of a server.
 */
@Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {

  private final int limit;
  private final AtomicInteger open = new AtomicInteger();

  ConnectionLimit(int limit) {
    this.limit = limit;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (open.incrementAndGet() > limit) {
      ChannelFuture unused = context.close();
    } else {
      context.fireChannelActive();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    open.decrementAndGet();
    context.fireChannelInactive();
  }
}
