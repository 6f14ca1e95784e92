package io.reactiveregistry.spring.boot;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** An application in a process of its own. */
final class ApplicationProcess {

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

  /** Whether this system lets its users have file systems of their own. */
  static boolean canHaveFileSystem() throws IOException, InterruptedException {
    return new ProcessBuilder("unshare", "--map-root-user", "--mount", "true").start().waitFor()
        == 0;
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
   * Starts it and stops it again.
   *
   * @return what it prints
   */
  String run(String... options) throws IOException {
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
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(Application.class, arguments)) {
      System.out.println("Beans: " + List.of(context.getBeanDefinitionNames()));
    }
  }
}
