package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are too many. */
@Timeout(120)
class ConnectionLimitTest {

  private static final int CONNECTIONS = 4;

  private final ConnectionLimit limit = new ConnectionLimit(1);
  private final List<String> seen = new ArrayList<>();

  @TempDir Path directory;

  /** What the handlers of a server are told of a connection. */
  private final class Recorder extends ChannelInboundHandlerAdapter {

    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      seen.add("active");
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      seen.add("inactive");
    }
  }

  private final class Initializer extends ChannelInitializer<Channel> {

    @Override
    protected void initChannel(Channel connection) {
      connection.pipeline().addLast(new Recorder());
      limit.watch(connection);
    }
  }

  /** Closes a connection as soon as there is one, as of a client that is gone already. */
  private static final class Leaving extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRegistered(ChannelHandlerContext context) {
      ChannelFuture unused = context.close();
    }
  }

  private EmbeddedChannel connect() {
    EmbeddedChannel connection = new EmbeddedChannel(new Initializer());
    connection.runPendingTasks();
    return connection;
  }

  private static void close(EmbeddedChannel connection) {
    assertThat(connection.close().isSuccess()).isTrue();
    connection.runPendingTasks();
  }

  @Test
  void theHandlersOfAServerAreToldNothingOfOneThatIsRefused() {
    EmbeddedChannel first = connect();
    assertThat(seen).containsExactly("active");

    EmbeddedChannel second = connect();

    assertThat(second.isOpen()).isFalse();
    assertThat(seen).containsExactly("active");
    close(first);
    assertThat(seen).containsExactly("active", "inactive");
  }

  @Test
  void oneThatIsClosedMakesPlaceForOneOther() {
    EmbeddedChannel first = connect();
    close(first);
    first.pipeline().fireChannelInactive();

    assertThat(connect().isOpen()).isTrue();
    assertThat(connect().isOpen()).isFalse();
  }

  @Test
  void oneThatIsRefusedTakesNoPlaceAndMakesNone() {
    EmbeddedChannel first = connect();
    assertThat(connect().isOpen()).isFalse();
    assertThat(connect().isOpen()).isFalse();
    close(first);

    assertThat(connect().isOpen()).isTrue();
    assertThat(connect().isOpen()).isFalse();
  }

  @Test
  void oneThatEndsBeforeItHasBegunMakesNoPlace() {
    EmbeddedChannel gone = new EmbeddedChannel(new Initializer(), new Leaving());
    assertThat(gone.isOpen()).isFalse();
    assertThat(seen).doesNotContain("active");

    assertThat(connect().isOpen()).isTrue();
    assertThat(connect().isOpen()).isFalse();
  }

  @Test
  void aServerServesOthersAgainWhenThoseThatItServedHaveLeft() throws IOException {
    try (RunningServer server =
        RunningServer.start(
            directory.resolve("store"), "--prompt-server.max-connections=" + CONNECTIONS)) {
      List<BareClient> clients = new ArrayList<>();
      try {
        for (int i = 0; i < CONNECTIONS; i++) {
          clients.add(
              BareClient.connect(server).send("GET /changes HTTP/1.1\r\nHost: localhost\r\n\r\n"));
          assertThat(clients.get(i).line()).isEqualTo("HTTP/1.1 200 OK");
        }
        assertThat(isServed(server)).isFalse();
      } finally {
        for (BareClient client : clients) {
          client.close();
        }
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> isServed(server));
    }
  }

  private static boolean isServed(RunningServer server) throws IOException {
    try (BareClient client = BareClient.connect(server)) {
      return !client.isRefused("GET /settings HTTP/1.1\r\nHost: localhost\r\n\r\n")
          && "HTTP/1.1 200 OK".equals(client.line());
    }
  }
}
