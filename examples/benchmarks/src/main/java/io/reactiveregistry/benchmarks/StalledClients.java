package io.reactiveregistry.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Many connections, each with a request of which the answer is read only as far as asked for. */
final class StalledClients implements AutoCloseable {

  private static final int RECEIVE_BUFFER = 32 * 1024;

  /** In characters; what is read ahead is taken from the server. */
  private static final int READ_AHEAD = 512;

  private static final int PATIENCE_MILLIS = 60_000;

  private final List<Socket> sockets = new ArrayList<>();
  private final List<BufferedReader> answers = new ArrayList<>();

  /** Connects so many, one after the other, and has each send its request. */
  static StalledClients connect(int port, int count, String path) throws IOException {
    StalledClients clients = new StalledClients();
    try {
      for (int i = 0; i < count; i++) {
        clients.connect(port, path);
      }
      return clients;
    } catch (IOException e) {
      clients.close();
      throw e;
    }
  }

  private void connect(int port, String path) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket
        .getOutputStream()
        .write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path).getBytes(US_ASCII));
    answers.add(
        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), READ_AHEAD));
  }

  /** Has each read so many lines that begin like this, and returns the last one of each. */
  List<String> read(String beginning, int lines) throws IOException {
    return read(beginning, lines, answers.size());
  }

  /** The same for the first of the clients. */
  List<String> read(String beginning, int lines, int clients) throws IOException {
    List<String> last = new ArrayList<>();
    for (BufferedReader answer : answers.subList(0, Math.min(clients, answers.size()))) {
      last.add(read(answer, beginning, lines));
    }
    return last;
  }

  private static String read(BufferedReader answer, String beginning, int lines)
      throws IOException {
    int found = 0;
    String last = "";
    while (found < lines) {
      String line = answer.readLine();
      if (line == null) {
        throw new IOException(
            "an answer ended after %d of %d lines that begin with %s"
                .formatted(found, lines, beginning));
      }
      if (line.startsWith(beginning)) {
        found++;
        last = line;
      }
    }
    return last;
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
