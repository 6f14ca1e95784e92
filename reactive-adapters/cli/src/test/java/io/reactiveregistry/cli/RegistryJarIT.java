package io.reactiveregistry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lmdbjava.ByteArrayProxy;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/** The executable jar as users run it: a process of its own. */
class RegistryJarIT {

  private static final String JAR = Objects.requireNonNull(System.getProperty("registry.jar"));

  @TempDir private Path directory;

  private Process start(Object... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // starts faster, and none of these runs is long
    command.add("-jar");
    command.add(JAR);
    Stream.of(args).map(Object::toString).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err().toFile());
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  private Path err() {
    return directory.resolve("err");
  }

  private Stream<String> diagnostics() throws IOException {
    return Files.readString(err()).lines();
  }

  private int run(Object... args) throws Exception {
    Process process = start(args);
    process.getInputStream().readAllBytes();
    return exitCode(process);
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("the process ends").isTrue();
    return process.exitValue();
  }

  /** The ids are long, so that a listing of few of them is more than a pipe holds. */
  private Path writeFiles(int count) throws IOException {
    Path files = Files.createDirectories(directory.resolve("files"));
    for (int i = 0; i < count; i++) {
      Files.writeString(
          files.resolve("t%05d.yaml".formatted(i)),
          "id: größe/%05d/%s\ntemplate: text\n".formatted(i, "x".repeat(400)),
          UTF_8);
    }
    return files;
  }

  @Test
  void theAliasOfTheReadmeStartsThisJar() throws Exception {
    Path root = Path.of("../..");
    Matcher alias =
        Pattern.compile("(?m)^alias registry='java -jar (\\S+)'$")
            .matcher(Files.readString(root.resolve("README.md")));

    assertThat(alias.find()).isTrue();
    assertThat(root.resolve(alias.group(1)).toRealPath()).isEqualTo(Path.of(JAR).toRealPath());
  }

  @Test
  void exitsWithTheCodeThatItsHelpStates() throws Exception {
    Path files = writeFiles(3);
    Path store = directory.resolve("store");

    assertThat(run("migrate", files, store)).isZero();
    assertThat(run("get", store, "absent")).isEqualTo(1);
    assertThat(run("get", store)).isEqualTo(2);
    assertThat(run("list", directory.resolve("absent"))).isEqualTo(3);
    assertThat(diagnostics()).hasSize(1);
  }

  @Test
  void writesUtf8WhateverTheLocaleAndEndsQuietlyWhenNobodyReadsOn() throws Exception {
    Path files = writeFiles(500);
    Path store = directory.resolve("store");
    assertThat(run("migrate", files, store)).isZero();

    Process list = start("list", store, "--json");
    try (BufferedReader head = list.inputReader(UTF_8)) {
      assertThat(head.readLine()).startsWith("{\"id\":\"größe/00000/");
    }

    assertThat(exitCode(list)).isZero();
    assertThat(diagnostics()).isEmpty();
  }

  @Test
  void leavesWholeBatchesWhenItIsInterrupted() throws Exception {
    Path files = writeFiles(2_000);
    Path store = directory.resolve("store");

    Process migrate = start("migrate", files, store, "--batch-size", "10");
    Path data = store.resolve("data.mdb");
    await().until(() -> Files.exists(data) && Files.size(data) > 100_000);
    migrate.destroy();

    // The signal that Java can send is that of "kill"; Ctrl-C differs in the number only.
    assertThat(exitCode(migrate)).isEqualTo(128 + 15);
    assertThat(diagnostics())
        .containsExactly("Interrupted; the batches written stay, --overwrite goes on from there");
    Process list = start("list", store);
    assertThat(list.inputReader(UTF_8).lines().count())
        .isPositive()
        .satisfies(count -> assertThat(count % 10).isZero());
  }

  @Test
  @Timeout(60)
  void watchesWhatOtherProcessesDoAndSaysWhenInterruptedWhereToGoOn() throws Exception {
    Path store = directory.resolve("store");
    Path file = Files.writeString(directory.resolve("a.yaml"), "id: a\ntemplate: text\n");
    assertThat(run("put", store, file)).isZero();

    Process watch = start("watch", store, "--after", "0", "--json");
    try (BufferedReader changes = watch.inputReader(UTF_8)) {
      assertThat(changes.readLine())
          .isEqualTo("{\"revision\":1,\"kind\":\"saved\",\"id\":\"a\",\"version\":\"0.1.0\"}");
      assertThat(run("label", store, "a", "production", "0.1.0")).isZero();
      assertThat(changes.readLine()).startsWith("{\"revision\":2,\"kind\":\"label-moved\"");
      writeWithoutTelling(store);
      assertThat(changes.readLine()).isEqualTo("{\"revision\":3,\"kind\":\"resync\"}");
      assertThat(run("delete", store, "a")).isZero();
      assertThat(changes.readLine()).startsWith("{\"revision\":4,\"kind\":\"deleted\"");
      boolean unused = watch.toHandle().destroy(); // Process.destroy() would close its output
      assertThat(changes.readLine()).isNull();
      assertThat(exitCode(watch)).isEqualTo(128 + 15);
      assertThat(diagnostics())
          .containsExactly("Interrupted; go on with --after 3, which repeats revision 4");
    }
  }

  @Test
  @Timeout(60)
  void watchesUntilNobodyReadsOn() throws Exception {
    Path files = writeFiles(1);
    Path store = directory.resolve("store");
    assertThat(run("migrate", files, store)).isZero();

    Process watch = start("watch", store, "--after", "0");
    try (BufferedReader head = watch.inputReader(UTF_8)) {
      assertThat(head.readLine()).startsWith("1 saved größe/");
    }
    assertThat(run("put", store, files.resolve("t00000.yaml"))).isZero();

    assertThat(exitCode(watch)).isZero();
    assertThat(diagnostics()).isEmpty();
  }

  /** What a program does that uses LMDB and knows nothing of revisions. */
  private static void writeWithoutTelling(Path store) {
    try (Env<byte[]> env = Env.create(ByteArrayProxy.PROXY_BA).setMaxDbs(16).open(store.toFile());
        Txn<byte[]> txn = env.txnWrite()) {
      env.openDbi(txn, "foreign".getBytes(UTF_8), null, false, DbiFlags.MDB_CREATE);
      txn.commit();
    }
  }
}
