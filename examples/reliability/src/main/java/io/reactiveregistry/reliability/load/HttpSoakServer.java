package io.reactiveregistry.reliability.load;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.vault.Vault;
import io.reactiveregistry.webflux.ProblemExceptionHandler;
import io.reactiveregistry.webflux.TemplateRoutes;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The routes over a Vault over a store, and what can be seen of their server from outside. */
final class HttpSoakServer implements AutoCloseable {

  private static final Duration SETTLING = Duration.ofSeconds(5);

  /** Fewer than there are templates, so that it is full from early on and evicts. */
  private static final int VAULT_SIZE = 500;

  private final LmdbRegistry registry;
  private final Vault vault;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Sinks.Empty<Void> shutdown = Sinks.empty();
  private final DisposableServer server;

  HttpSoakServer(LmdbRegistryBuilder store) {
    registry = store.open();
    vault = Vault.over(registry).maximumSize(VAULT_SIZE).build();
    var routes =
        TemplateRoutes.over(vault)
            .storage(registry.storage())
            .shutdown(shutdown.asMono())
            .bodyTimeout(Duration.ofSeconds(2))
            .clientTimeout(Duration.ofSeconds(2))
            .heartbeat(Duration.ofMillis(100))
            .build();
    HandlerStrategies strategies =
        HandlerStrategies.builder().exceptionHandler(new ProblemExceptionHandler()).build();
    server =
        HttpServer.create()
            .host("localhost")
            .port(0)
            .channelGroup(connections)
            .handle(
                new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(routes, strategies)))
            .bindNow();
  }

  int port() {
    return server.port();
  }

  LmdbRegistry registry() {
    return registry;
  }

  /** How many connections it has once those that have been left are gone. */
  int connectionsLeft() {
    long begin = System.nanoTime();
    while (!connections.isEmpty() && System.nanoTime() - begin < SETTLING.toNanos()) {
      LockSupport.parkNanos(1_000_000);
    }
    return connections.size();
  }

  /** What it holds; to be looked at when no client is connected. */
  HttpVitals vitals() throws IOException {
    return new HttpVitals(Vitals.of(registry), PooledByteBufAllocator.DEFAULT.pinnedDirectMemory());
  }

  @Override
  public void close() {
    Sinks.EmitResult unused = shutdown.tryEmitEmpty();
    server.disposeNow();
    vault.close();
    registry.close();
  }
}
