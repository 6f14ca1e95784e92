package io.reactiveregistry.examples.promptserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A client on a bare socket, which sends what a well-behaved one would not. */
final class BareClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket = new Socket();
  private final BufferedReader in;

  private BareClient(int port) throws IOException {
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(new InetSocketAddress("localhost", port));
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  static BareClient connect(RunningServer server) throws IOException {
    return new BareClient(server.uri("/").getPort());
  }

  BareClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Whether this cannot be sent any more, since the server has closed the connection. */
  boolean isRefused(String text) throws IOException {
    try {
      send(text);
      return false;
    } catch (SocketException closed) {
      return true;
    }
  }

  /** The next line of an answer; null when the server has closed the connection. */
  @Nullable String line() throws IOException {
    try {
      return in.readLine();
    } catch (SocketException reset) {
      return null;
    }
  }

  /** All that comes until the server closes the connection. */
  String untilClosed() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line = line(); line != null; line = line()) {
      all.append(line).append('\n');
    }
    return all.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
