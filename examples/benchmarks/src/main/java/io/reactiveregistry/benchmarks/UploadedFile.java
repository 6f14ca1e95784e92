package io.reactiveregistry.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** Sends a file of templates to a server, which saves them. */
final class UploadedFile implements Contender, AutoCloseable {

  private final String name;
  private final List<Path> files;
  private final int templates;
  private final ServerProcess server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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
  public void run(int round) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(server.url("/import?batchSize=" + ImportBenchmark.BATCH_SIZE)))
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofFile(files.get(round % files.size())))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    String end = answer.body().lines().reduce("", (before, line) -> line);
    if (!end.contains("\"complete\":true") || !end.contains("\"imported\":" + templates + ",")) {
      throw new IOException("The import ended with %d: %s".formatted(answer.statusCode(), end));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
