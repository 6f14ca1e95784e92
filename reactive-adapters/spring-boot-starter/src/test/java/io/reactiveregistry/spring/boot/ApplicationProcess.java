package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** An application in a process of its own. */
final class ApplicationProcess {

  /** As long as a machine may take that has much else to do. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @EnableAutoConfiguration
  static class Application {}

  private final List<String> before;
  private final String classPath;

  private ApplicationProcess(List<String> before, String classPath) {
    this.before = before;
    this.classPath = classPath;
  }

  /** One that has a file system of this size at a directory, which nobody else sees. */
  static ApplicationProcess withFileSystem(Path directory, String size) {
    return new ApplicationProcess(
        List.of(
            "unshare",
            "--map-root-user",
            "--mount",
            "bash",
            "-c",
            "mount -t tmpfs -o size=%s none %s && exec \"$0\" \"$@\"".formatted(size, directory)),
        System.getProperty("java.class.path"));
  }

  /** Whether this system lets its users have file systems of their own, and has the command. */
  static boolean canHaveFileSystem() throws InterruptedException {
    try {
      return new ProcessBuilder("unshare", "--map-root-user", "--mount", "true").start().waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** One without the archives whose names begin like these, as where somebody excludes them. */
  static ApplicationProcess without(String... archives) {
    return new ApplicationProcess(
        List.of(),
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                path ->
                    Arrays.stream(archives)
                        .noneMatch(Path.of(path).getFileName().toString()::startsWith))
            .collect(Collectors.joining(File.pathSeparator)));
  }

  /**
   * Starts it, sends it a request where it is a server, and stops it again.
   *
   * @return what it prints
   */
  String run(String... options) throws Exception {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            ApplicationProcess.class.getName(),
            "--spring.main.banner-mode=off"));
    command.addAll(List.of(options));
    return printedBy(new ProcessBuilder(command).redirectErrorStream(true).start(), PATIENCE);
  }

  /**
   * Waits for the end of a process, so long and no longer. When this returns, or is interrupted,
   * the process has ended or is ended.
   *
   * @return what it prints
   */
  static String printedBy(Process process, Duration patience) throws Exception {
    CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> read(process));
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      end(process);
      String output = printed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(ended).as("It ended within %s, having printed: %s", patience, output).isTrue();
      return output;
    } finally {
      end(process);
    }
  }

  /** The process itself would close what it has printed, too. */
  private static void end(Process process) {
    process.toHandle().destroyForcibly();
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(Application.class, arguments)) {
      System.out.println("Beans: " + List.of(context.getBeanDefinitionNames()));
      String port = context.getEnvironment().getProperty("local.server.port");
      if (port != null) {
        System.out.println("Templates: " + templates(port));
      }
    }
  }

  private static String templates(String port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/templates"))
            .timeout(PATIENCE)
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }
}
