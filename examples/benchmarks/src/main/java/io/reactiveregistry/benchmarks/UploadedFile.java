package io.reactiveregistry.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * Sends a file of templates to a server, which saves them. The system copies the file to the
 * connection, so that the client takes hardly any time from the server on the same processors.
 */
final class UploadedFile implements Contender, AutoCloseable {

  private final String name;
  private final List<Path> files;
  private final int templates;
  private final ServerProcess server;

  UploadedFile(String name, Path store, List<Path> files, int templates) throws IOException {
    this.name = name;
    this.files = files;
    this.templates = templates;
    this.server = ServerProcess.start(store, "");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int operations() {
    return templates;
  }

  @Override
  public void run(int round) throws IOException {
    String answer = upload(files.get(round % files.size()));
    if (!answer.contains("\"complete\":true")
        || !answer.contains("\"imported\":%d,\"skipped\":0".formatted(templates))) {
      throw new IOException("The import ended in: " + answer.substring(answer.length() / 2));
    }
  }

  private String upload(Path file) throws IOException {
    try (SocketChannel connection =
            SocketChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        FileChannel body = FileChannel.open(file)) {
      String head =
          "POST /import?batchSize=%d HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: %d\r\n\r\n"
              .formatted(ImportBenchmark.BATCH_SIZE, body.size());
      connection.write(ByteBuffer.wrap(head.getBytes(US_ASCII)));
      for (long sent = 0; sent < body.size(); ) {
        sent += body.transferTo(sent, body.size() - sent, connection);
      }
      // The lines of progress, which wait in the buffers of the system meanwhile.
      return new String(connection.socket().getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
