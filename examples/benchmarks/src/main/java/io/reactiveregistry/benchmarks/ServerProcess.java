package io.reactiveregistry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link BenchmarkServer} in a Java virtual machine of its own, as a server is. */
final class ServerProcess implements AutoCloseable {

  private static final long SECONDS_TO_STOP = 20;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Waits until it can be asked.
   *
   * @param options of its Java virtual machine
   */
  static ServerProcess start(Path store, String constant, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BenchmarkServer.class.getName(),
            store.toString(),
            constant));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = output.readLine();
    if (line == null || !line.startsWith(BenchmarkServer.PORT)) {
      process.destroyForcibly();
      throw new IOException("The server did not start; what it said is above");
    }
    return new ServerProcess(
        process, Integer.parseInt(line.substring(BenchmarkServer.PORT.length())));
  }

  int port() {
    return port;
  }

  String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(port, path);
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
