package io.reactiveregistry.examples.promptserver.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a browser and a server, which can fail. */
final class Gate implements AutoCloseable {

  private final URI server;
  private final ServerSocket entrance;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean shut;

  private Gate(URI server, ServerSocket entrance) {
    this.server = server;
    this.entrance = entrance;
  }

  static Gate before(URI server) {
    try {
      Gate gate = new Gate(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      start(gate::accept);
      return gate;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:%d/".formatted(entrance.getLocalPort()));
  }

  /** Cuts all connections, and lets none through until it is opened. */
  void shut() {
    shut = true;
    connections.forEach(Gate::close);
  }

  void open() {
    shut = false;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        connect(entrance.accept());
      } catch (IOException e) {
        // The entrance was closed, or the server cannot be reached: the browser notices.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    connections.add(client);
    if (shut) {
      close(client);
      return;
    }
    Socket onward = new Socket(server.getHost(), server.getPort());
    connections.add(onward);
    if (shut) { // meanwhile
      close(client);
      close(onward);
      return;
    }
    start(() -> forward(client, onward));
    start(() -> forward(onward, client));
  }

  private static void forward(Socket from, Socket to) {
    try (from;
        to;
        InputStream bytes = from.getInputStream()) {
      bytes.transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of both has gone, so that both go.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "gate");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no more use, closed or not.
    }
  }

  @Override
  public void close() {
    shut();
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
