package io.reactiveregistry.examples.promptserver.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.lmdbjava.ByteArrayProxy;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/** Another process that writes to a store and takes its time: all other writers wait for it. */
final class SlowWriter implements AutoCloseable {

  private static final String WRITING = "writing";

  private final Process process;

  private SlowWriter(Process process) {
    this.process = process;
  }

  /** Returns once it writes. */
  static SlowWriter start(Path store) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  SlowWriter.class.getName(),
                  store.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertThat(process.inputReader(UTF_8).readLine()).isEqualTo(WRITING);
      return new SlowWriter(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes nothing until its input ends, and nothing then. */
  public static void main(String[] args) throws IOException {
    try (Env<byte[]> env = Env.create(ByteArrayProxy.PROXY_BA).open(Path.of(args[0]).toFile());
        Txn<byte[]> writing = env.txnWrite()) {
      System.out.println(WRITING);
      System.in.transferTo(System.out);
      writing.abort();
    }
  }

  /** Lets the others write. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the other process ended", e);
    }
  }
}
