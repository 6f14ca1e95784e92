package io.reactiveregistry.webflux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/** A client that does with its connection what a well-behaved one would not. */
final class RawClient implements AutoCloseable {

  private static final int SMALL_BUFFER = 32 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket = new Socket();
  private final OutputStream out;
  private final BufferedReader in;

  private RawClient(int port) throws IOException {
    socket.setReceiveBufferSize(SMALL_BUFFER);
    socket.setSendBufferSize(SMALL_BUFFER);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(new InetSocketAddress("localhost", port));
    out = socket.getOutputStream();
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  static RawClient connect(int port) throws IOException {
    return new RawClient(port);
  }

  /** Sends these lines of a head, and the blank one behind them. */
  RawClient head(String... lines) throws IOException {
    out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Sends this as it is. */
  RawClient bytes(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Begins an import of which the length is not known. */
  RawClient beginImport(String query) throws IOException {
    return head(
        "POST /import" + query + " HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/x-ndjson",
        "Transfer-Encoding: chunked");
  }

  /** Sends a chunk of the body. */
  void chunk(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  void lastChunk() throws IOException {
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** The first line of the answer. */
  String statusLine() throws IOException {
    return in.readLine();
  }

  /** The next line that begins like this. */
  String lineBeginning(String text) throws IOException {
    return line(line -> line.startsWith(text), text);
  }

  /** The next line that has this somewhere, as behind a body that ends without a line feed. */
  String lineWith(String text) throws IOException {
    return line(line -> line.contains(text), text);
  }

  private String line(Predicate<String> wanted, String text) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (wanted.test(line)) {
        return line;
      }
    }
    throw new IOException("The answer ended before a line with " + text);
  }

  /** How many characters come until the connection is closed, in whatever way. */
  long drain() throws IOException {
    long count = 0;
    try {
      char[] some = new char[8192];
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        count += read;
      }
    } catch (SocketException reset) {
      // The server has closed it with something still to be sent.
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
