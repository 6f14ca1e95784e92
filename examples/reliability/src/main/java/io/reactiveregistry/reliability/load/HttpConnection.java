package io.reactiveregistry.reliability.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A connection on which anything can be sent, in parts and without an end, and that can be broken
 * at any moment. No client library would do that.
 */
final class HttpConnection implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Small, so that a client that does not read is noticed. */
  private static final int BUFFER = 16 * 1024;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;

  HttpConnection(int port) throws IOException {
    socket.setReceiveBufferSize(BUFFER);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new BufferedInputStream(socket.getInputStream(), 512);
    out = socket.getOutputStream();
  }

  /** Sends the head of a request; these header lines end with a line break each. */
  void head(String method, String target, String headers) throws IOException {
    send("%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(method, target, headers));
  }

  void send(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }

  void send(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
  }

  void chunk(byte[] bytes) throws IOException {
    send(Integer.toHexString(bytes.length) + "\r\n");
    send(bytes, bytes.length);
    send("\r\n");
  }

  void lastChunk() throws IOException {
    send("0\r\n\r\n");
  }

  /** Reads a whole answer, waiting for it. */
  HttpAnswer answer() throws IOException {
    String statusLine = line();
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    return new HttpAnswer(status, headers, body(status, headers));
  }

  private String body(int status, Map<String, String> headers) throws IOException {
    if (status == 204 || status == 304) {
      return "";
    }
    if (headers.containsKey("content-length")) {
      return new String(exactly(Integer.parseInt(headers.get("content-length"))), UTF_8);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      all.writeBytes(exactly(size));
      line();
    }
    line();
    return all.toString(UTF_8);
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer ended within its body");
    }
    return bytes;
  }

  /** Reads about so many bytes of whatever comes, if it does not end before. */
  void readSome(int bytes) throws IOException {
    in.readNBytes(bytes);
  }

  /** Reads what is there without waiting for more. */
  void readAvailable() throws IOException {
    in.skipNBytes(in.available());
  }

  private String line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("the answer ended within a line");
      }
      bytes.write(read);
    }
    return bytes.toString(ISO_8859_1).stripTrailing();
  }

  /** Breaks it: the peer gets a reset and not an end. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
